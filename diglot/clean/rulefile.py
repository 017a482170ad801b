"""One rule file checked: from TOML to plain values, every mistake named with its line.

Invariant: a table with a mistake is left out as a whole and reported; the others stay in use.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from diglot.clean.ruleset import Expression, Fingerprint, WeChat
from diglot.model import Finding

FACTS = ("account", "author", "cover", "original_url", "published", "reposted_from")
"""Names that the groups of a `[[meta]]` expression may have."""
DEFAULT_LIMIT = 600
"""Bytes above which an expression is not tried on a block, unless its rule says otherwise."""
KINDS = (
    "empty-shell", "environment-check", "deleted", "blocked", "migrated", "javascript-wall",
    "bot-lockout", "captcha", "http-error", "navigation-only", "no-text",
)  # fmt: skip
_IN_WORDS = {
    list: "a list of strings", str: "a string", int: "a whole number", bool: "true or false",
    dict: "a table",
}  # fmt: skip
_TABLES: dict[str, dict[str, type]] = {
    "": {"hosts": list, "marks": list, "extends": list, "title": bool},
    "body": {"start": list, "end": list},
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
_LISTS = ("drop", "keep", "meta", "closing", "failed", "test")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFile:
    """What one file says."""

    stem: str
    hosts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()
    title: bool = True
    start: tuple[Expression, ...] = ()
    end: tuple[Expression, ...] = ()
    drop: tuple[Expression, ...] = ()
    keep: tuple[Expression, ...] = ()
    meta: tuple[Expression, ...] = ()
    furniture: tuple[str, ...] = ()
    closing: tuple[tuple[str, str], ...] = ()
    related: tuple[str, ...] = ()
    promo: tuple[str, ...] = ()
    link_hosts: tuple[tuple[str, str], ...] = ()
    sure: tuple[str, ...] = ()
    wechat: WeChat | None = None
    failed: tuple[Fingerprint, ...] = ()
    tests: tuple[dict[str, Any], ...] = field(default=(), compare=False)


class _Mistake(Exception):  # noqa: N818 - it is one, and never leaves this module
    def __init__(self, what: str, word: str, help_: str = "") -> None:
        super().__init__(what)
        self.what, self.word, self.help = what, word, help_


def read(path: str, text: str, *, ours: bool) -> tuple[RuleFile, list[Finding]]:
    """The file's rules, and findings for what is wrong in it.

    `ours` says that the package ships the file: its expressions are tested, so they need neither
    a check nor a time limit, and its `[[test]]` cases, which stand last, are not read.
    """
    stem = path.rpartition("/")[2].removesuffix(".toml")
    try:
        tables = tomllib.loads(text.partition("\n[[test]]")[0] if ours else text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        what = f"not TOML: {error}"
        return RuleFile(stem=stem), [_finding(path, what, int(line[1]) if line else 0)]
    findings: list[Finding] = []
    made: dict[str, Any] = {"stem": stem}

    def attempt(name: str, table: dict[str, Any], number: int = 0) -> None:
        try:
            _check(name, table)
            for key, value in _made(stem, name, table, number, bounded=not ours).items():
                made[key] = made[key] + value if key in made else value
        except _Mistake as mistake:
            line = _line(text, name, number, mistake.word)
            findings.append(_finding(path, mistake.what, line, mistake.help))

    attempt("", {k: v for k, v in tables.items() if k not in _TABLES})
    for name in ("body", "wording", "wechat"):
        if name in tables:
            attempt(name, tables[name])
    for name in _LISTS:
        for number, table in enumerate(tables.get(name, ())):
            attempt(name, table, number)
    return RuleFile(**made), findings


def _check(name: str, table: object) -> None:
    if not isinstance(table, dict):
        raise _Mistake(f"`{name}` is not a table", name, f"write [[{name}]] above its keys")
    for key, value in table.items():
        wanted = _TABLES[name].get(key)
        if wanted is None:
            known = ", ".join(sorted(_TABLES[name]))
            where = f"[{name}]" if name else "the file"
            raise _Mistake(f"unknown key `{key}`", key, f"{where} knows: {known}")
        listed = value if wanted is list and isinstance(value, list) else ()
        strings = all(isinstance(item, str) for item in listed)
        if not isinstance(value, wanted) or not strings:
            raise _Mistake(f"`{key}` is not {_IN_WORDS[wanted]}", key)


def _made(
    stem: str, name: str, table: dict[str, Any], number: int, *, bounded: bool
) -> dict[str, Any]:
    """What a checked table adds to its file."""
    rule = f"{stem}:{table.get('id') or (f'{name}-{number + 1}' if name in _LISTS else name)}"

    def expression(pattern: str, *, suffix: str = "", groups: bool = False) -> Expression:
        if bounded:
            _compiles(pattern, groups=groups)
        limit = table.get("max_chars", 0 if name == "keep" else DEFAULT_LIMIT)
        words = tuple(table.get("contains", ()))
        return Expression(rule + suffix, pattern, bounded, limit, words)

    match name:
        case "":
            return {k: v if k == "title" else tuple(v) for k, v in table.items()}
        case "body":
            return {
                key: tuple(expression(p, suffix=f"-{key}") for p in table.get(key, ()))
                for key in ("start", "end")
            }
        case "wording":
            closing = tuple((word.lower(), f"{stem}:closing") for word in table.get("closing", ()))
            return {**{k: tuple(v) for k, v in table.items()}, "closing": closing}
        case "wechat":
            sets: dict[str, Any] = {
                key: frozenset(value) if isinstance(value, list) else value
                for key, value in table.items()
            }
            return {"wechat": WeChat(**sets)}
        case "drop" | "keep":
            hosts = tuple((host, rule) for host in table.get("link_host", ()))
            if not hosts and "match" not in table:
                raise _Mistake("a rule without `match`", name, "add match = '...'")
            found = (expression(table["match"]),) if "match" in table else ()
            sure = (rule,) if table.get("sure") else ()
            return {name: found, "link_hosts": hosts, "sure": sure}
        case "meta":
            if "match" not in table:
                raise _Mistake("a rule without `match`", name, "add match = '...'")
            return {"meta": (expression(table["match"], groups=True),)}
        case "closing":
            words = tuple((word.lower(), rule) for word in table.get("text", ()))
            ends = (expression(table["match"]),) if "match" in table else ()
            sure = (rule,) if table.get("sure") else ()
            return {"closing": words, "end": ends, "sure": sure}
        case "failed":
            if table.get("kind") not in KINDS:
                raise _Mistake("`kind` is not a kind of failed capture", "kind", ", ".join(KINDS))
            return {
                "failed": (
                    Fingerprint(
                        id=rule,
                        kind=table["kind"],
                        text=tuple(table.get("text", ())),
                        only=frozenset(table.get("only", ())),
                        max_chars=table.get("max_chars", 1_000),
                    ),
                )
            }
        case _:
            return {"tests": (table,)}


def _compiles(pattern: str, *, groups: bool) -> None:
    import regex  # type: ignore[import-untyped]  # it ships no types

    try:
        compiled = regex.compile(pattern)
    except regex.error as error:
        raise _Mistake(f"`{pattern}` is not a regular expression: {error}", pattern) from None
    if not groups and compiled.groups:
        raise _Mistake(f"`{pattern}` takes groups", pattern, "write (?:...) instead of (...)")
    if unknown := set(compiled.groupindex) - set(FACTS):
        what = f"`{pattern}` names a group {', '.join(sorted(unknown))}"
        raise _Mistake(what, pattern, f"groups may be: {', '.join(FACTS)}")


def _line(text: str, name: str, number: int, word: str) -> int:
    """Line of `word` in the `number`-th table called `name`; of the table where it has none."""
    heads = [m.start() for m in re.finditer(rf"(?m)^\s*\[+{re.escape(name)}\]+", text)]
    start = heads[min(number, len(heads) - 1)] if name and heads else 0
    at = text.find(word, start)
    return text.count("\n", 0, at if at >= 0 else start) + 1


def _finding(path: str, what: str, line: int, help_: str = "") -> Finding:
    return Finding(
        path=path,
        what=what,
        line=line,
        help=help_ or "correct it; it is not in use until then",
        severity="error",
        code="rule-invalid",
    )
