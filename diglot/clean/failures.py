"""Captures that hold no article, told from their bodies before anything else is done with them.

Invariant: the body alone decides, never the URL or other front matter ("404" in an address fooled
one attempt 201 times), and `clean` says the same of whatever is recognised here.
"""

from __future__ import annotations

import re
from functools import cache

from diglot.clean.ruleset import Fingerprint, Rules

BEGINNING = 1_500
"""Characters below the title among which a body says what it is."""
_TITLE = re.compile(r"\s*(?:# [^\n]*\n?\s*)?")


def quick_failure(body: str, title: str, rules: Rules | None = None) -> str:
    r"""The kind of failed capture that `body` is, or an empty string.

    Cheap: microseconds. Without `rules`, the package's own fingerprints are used.

    >>> quick_failure("# 标题\n\n：\n，\n。\n\n视频\n小程序\n赞\n，轻点两下取消赞\n", "标题")
    'empty-shell'
    """
    found = match(body, _shipped() if rules is None else rules.fingerprints)
    return found.kind if found else ""


def match(body: str, fingerprints: tuple[Fingerprint, ...]) -> Fingerprint | None:
    """The first fingerprint that the body, its leading title taken off, bears."""
    title = _TITLE.match(body)
    start = title.end() if title else 0
    size = len(body) - start
    beginning = body[start : start + BEGINNING]
    for fingerprint in fingerprints:
        if size > fingerprint.max_chars:
            continue
        if fingerprint.only:
            lines = (line.strip() for line in body[start:].split("\n"))
            if all(line in fingerprint.only for line in lines if line):
                return fingerprint
        for text in fingerprint.text:
            if text in beginning:
                return fingerprint
    return None


@cache
def _shipped() -> tuple[Fingerprint, ...]:
    from diglot.clean.loading import load_rules

    return load_rules(None).fingerprints
