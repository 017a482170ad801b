"""What rule files may say: their tables and keys, and what is wrong with a table that says otherwise.

Invariant: a mistake names the word in the file at which it stands, so that its line can be found.
"""

from __future__ import annotations

import difflib
import re

FACTS = ("account", "author", "cover", "original_url", "published", "reposted_from")
"""Names that the groups of a `[[meta]]` expression may have."""
KINDS = (
    "empty-shell", "environment-check", "deleted", "blocked", "migrated", "javascript-wall",
    "bot-lockout", "captcha", "http-error", "navigation-only", "no-text",
)  # fmt: skip
_IN_WORDS = {
    list: "a list of strings", str: "a string", int: "a whole number", bool: "true or false",
    dict: "a table",
}  # fmt: skip
TABLES: dict[str, dict[str, type]] = {
    "": {"hosts": list, "marks": list, "extends": list, "title": bool, "least": int},
    "body": {"start": list, "end": list, "sure": bool},
    "wording": {"furniture": list, "closing": list, "related": list, "promo": list},
    "wechat": {"labels": list, "repost": str, "author": str, "footer": list, "account_before": str},
    "drop": {"id": str, "match": str, "max_chars": int, "link_host": list, "sure": bool, "contains": list},
    "keep": {"id": str, "match": str, "max_chars": int, "contains": list},
    "meta": {"id": str, "match": str, "max_chars": int, "contains": list},
    "closing": {"id": str, "match": str, "text": list, "max_chars": int, "sure": bool, "contains": list},
    "failed": {"id": str, "kind": str, "text": list, "only": list, "max_chars": int},
    "test": {
        "name": str, "url": str, "title": str, "body": str, "keep": list, "drop": list,
        "failed": str, "facts": dict, "related": list,
    },
}  # fmt: skip
LISTS = ("drop", "keep", "meta", "closing", "failed", "test")


class Mistake(Exception):  # noqa: N818 - it is one, and becomes a finding
    """What is wrong with a table, the word it is about, and what to do."""

    def __init__(self, what: str, word: str, help_: str = "") -> None:
        super().__init__(what)
        self.what, self.word, self.help = what, word, help_


def check(name: str, table: object) -> None:
    """Raise `Mistake` where a table is none, has an unknown key or a value of a wrong kind."""
    if not isinstance(table, dict):
        raise Mistake(f"`{name}` is not a table", name, f"write [[{name}]] above its keys")
    for key, value in table.items():
        wanted = TABLES[name].get(key)
        if wanted is None:
            near = difflib.get_close_matches(key, TABLES[name], 1)
            known = ", ".join(sorted(TABLES[name]))
            where = f"[{name}]" if name else "the file"
            help_ = f"did you mean `{near[0]}`?" if near else f"{where} knows: {known}"
            raise Mistake(f"unknown key `{key}`", key, help_)
        listed = value if wanted is list and isinstance(value, list) else ()
        strings = all(isinstance(item, str) for item in listed)
        number = wanted is int and isinstance(value, bool)
        if not isinstance(value, wanted) or not strings or number:
            raise Mistake(f"`{key}` is not {_IN_WORDS[wanted]}", key)


def compiles(pattern: str, *, groups: bool) -> None:
    """Raise `Mistake` where an expression is none, or takes groups that nothing asks for."""
    import regex  # type: ignore[import-untyped]  # it ships no types

    try:
        compiled = regex.compile(pattern)
    except regex.error as error:
        raise Mistake(f"`{pattern}` is not a regular expression: {error}", pattern) from None
    if not groups and compiled.groups:
        raise Mistake(f"`{pattern}` takes groups", pattern, "write (?:...) instead of (...)")
    if unknown := set(compiled.groupindex) - set(FACTS):
        what = f"`{pattern}` names a group {', '.join(sorted(unknown))}"
        raise Mistake(what, pattern, f"groups may be: {', '.join(FACTS)}")


def line_of(text: str, name: str, number: int, word: str) -> int:
    """Line of `word` in the `number`-th table called `name`; of the table where it has none."""
    heads = [m.start() for m in re.finditer(rf"(?m)^\s*\[+{re.escape(name)}\]+", text)]
    start = heads[min(number, len(heads) - 1)] if name and heads else 0
    at = text.find(word, start)
    return text.count("\n", 0, at if at >= 0 else start) + 1
