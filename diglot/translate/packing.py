"""Short texts sent together, a line each, to engines that take one text a request.

The median Chinese segment has 14 characters and an article 46 segments: one by one they would cost
twenty times the requests.

Invariant: every text gets exactly one answer or error, in order, and none gets another's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from diglot.translate.engines.protocol import BadTextError, EngineError

MAX_LINES = 60
"""A line that goes missing costs the whole pack again, in halves."""


def packs(texts: Sequence[str], fits: Callable[[str], bool]) -> list[tuple[int, ...]]:
    r"""Which texts (by position) go into one request, in order; long ones go alone.

    >>> packs(["一二", "三四", "五\n六", "七"], lambda text: len(text) <= 5)
    [(0, 1), (2,), (3,)]
    """
    found: list[tuple[int, ...]] = []
    joined, pack = "", list[int]()
    for index, text in enumerate(texts):
        alone = "\n" in text
        longer = f"{joined}\n{text}" if pack else text
        if pack and (alone or len(pack) >= MAX_LINES or not fits(longer)):
            found.append(tuple(pack))
            joined, pack, longer = "", [], text
        pack.append(index)
        joined = longer
        if alone:
            found.append(tuple(pack))
            joined, pack = "", []
    return [*found, tuple(pack)] if pack else found


def ask_packed(
    ask: Callable[[str], str | EngineError], texts: Sequence[str]
) -> list[str | EngineError]:
    """An answer to each text, by one request where the line count comes back right.

    Otherwise the pack is asked in halves, and these in halves, down to single texts.
    """
    if len(texts) == 1:
        answer = ask(texts[0])
        if isinstance(answer, str) and "\n" not in texts[0]:
            answer = " ".join(answer.split("\n"))
        return [answer]
    answer = ask("\n".join(texts))
    if isinstance(answer, str):
        lines = [line.strip() for line in answer.strip("\n").split("\n")]
        if len(lines) == len(texts) and all(lines):
            return list(lines)
    elif not isinstance(answer, BadTextError):
        return [answer] * len(texts)
    half = (len(texts) + 1) // 2
    return [*ask_packed(ask, texts[:half]), *ask_packed(ask, texts[half:])]
