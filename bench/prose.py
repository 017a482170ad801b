"""Titles and bodies of made-up articles: paragraphs, lists, tables, code, quotations, pictures.

Invariant: the random source decides all; lengths follow those of real published captures (a median
of 2,000 visible characters, a tenth below 300, one in a hundred above 10,000).
"""

from __future__ import annotations

from itertools import accumulate
from random import Random

from bench.furniture import Source, token
from bench.words import TOPICS, vocabulary

SUBJECTS = (8, 37, 30, 25)
"""Of a hundred articles, how many speak of none, one, two, three subjects."""
Subjects = tuple[tuple[str, str], ...]
PICTURES = 0.12
"""Pictures for each block of text; 9 an article."""

_OFTEN = list(accumulate(1 / (rank + 4) for rank in range(len(TOPICS))))


def title(source: Source, chance: Random) -> tuple[str, str, Subjects]:
    """An article's title, its language and its subjects."""
    lang = source.lang if chance.random() < 0.95 else chance.choice(("zh", "en"))
    count = chance.choices(range(len(SUBJECTS)), SUBJECTS)[0]
    topics = tuple(chance.choices(TOPICS, cum_weights=_OFTEN, k=count))
    words = vocabulary(lang).draw(chance, chance.randint(4, 9))
    if topics and chance.random() < 0.6:
        words.insert(chance.randrange(len(words)), topics[0][0 if lang == "zh" else 1])
    if chance.random() < 0.05:
        words.append(_number(chance))
    if lang == "zh":
        return "".join(words), lang, topics
    joined = " ".join(" ".join(words).split())
    return joined[:1].upper() + joined[1:], lang, topics


def body(source: Source, lang: str, topics: Subjects, chance: Random) -> str:
    """The article's own Markdown."""
    length = min(int(chance.lognormvariate(7.6, 0.8)), 22_000)
    subjects = tuple(topic[0 if lang == "zh" else 1] for topic in topics)
    blocks: list[str] = []
    size = 0
    while size < length:
        block = _block(source, lang, subjects, chance)
        size += len(block)
        blocks.append(block)
        if chance.random() < PICTURES:
            blocks.append(_picture(source, chance))
    return "\n\n".join(blocks)


def _block(source: Source, lang: str, subjects: tuple[str, ...], chance: Random) -> str:
    kind = chance.random()
    if kind < 0.72:
        return _paragraph(lang, subjects, chance)
    if kind < 0.82:
        return f"{'#' * chance.randint(2, 4)} {_phrase(lang, chance, 5)}"
    if kind < 0.93:
        mark = chance.choice(("*", "-", "+", "1."))
        return "\n".join(f"{mark} {_phrase(lang, chance, 8)}" for _ in range(chance.randint(3, 9)))
    if kind < 0.95:
        lines = [
            f"    {token(chance, 8)} = {token(chance, 12)}({chance.randrange(999)})"
            for _ in range(8)
        ]
        return "```\n" + "\n".join(lines) + "\n```"
    if kind < 0.97:
        rows = "\n".join(
            f"| {_phrase(lang, chance, 2)} | {chance.randrange(9999)} |"
            for _ in range(chance.randint(2, 8))
        )
        return f"| {_phrase(lang, chance, 1)} | n |\n| --- | --- |\n{rows}"
    return "> " + _paragraph(lang, subjects, chance)


def _paragraph(lang: str, subjects: tuple[str, ...], chance: Random) -> str:
    sentences = [_sentence(lang, chance) for _ in range(chance.randint(1, 4))]
    if subjects and chance.random() < 0.6:
        sentences.insert(0, _phrase(lang, chance, 3, chance.choice(subjects)))
    if chance.random() < 0.1:
        sentences.append(
            f"[{_phrase(lang, chance, 2)}](https://{token(chance, 9)}.example/{token(chance, 6)})"
        )
    if chance.random() < 0.08:
        sentences.insert(0, f"**{_phrase(lang, chance, 3)}**")
    return ("" if lang == "zh" else " ").join(sentences)


def _sentence(lang: str, chance: Random) -> str:
    words = vocabulary(lang).draw(chance, chance.randint(7, 22))
    if chance.random() < 0.06:
        words.append(_number(chance) if chance.random() < 0.3 else token(chance, 7))
    if lang == "zh":
        if len(words) > 11:
            words.insert(len(words) // 2, "，")
        return "".join(words) + "。"
    if len(words) > 11:
        words[len(words) // 2] += ","
    return " ".join(words).capitalize() + "."


def _phrase(lang: str, chance: Random, words: int, subject: str = "") -> str:
    drawn = vocabulary(lang).draw(chance, words)
    if subject:
        drawn.insert(words // 2, subject)
    return "".join(drawn) if lang == "zh" else " ".join(drawn).capitalize()


def _number(chance: Random) -> str:
    return f"CVE-{chance.randint(2019, 2025)}-{chance.randint(1000, 49999)}"


def _picture(source: Source, chance: Random) -> str:
    if source.kind == "wechat":
        return f"![图片](https://mmbiz.qpic.cn/mmbiz_png/{token(chance, 90)}/640?wx_fmt=png)"
    return f"![{token(chance, 5)}](https://{source.host}/images/{token(chance, 24)}.jpg)"
