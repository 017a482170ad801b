"""One rule file: from TOML to plain values, every mistake a finding with its line.

Invariant: a table with a mistake is left out as a whole and reported; the others stay in use.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from diglot.clean.rulecheck import KINDS, LISTS, TABLES, Mistake, check, compiles, line_of
from diglot.clean.ruleset import Expression, Fingerprint, WeChat
from diglot.clean.shape import SMALL
from diglot.model import Finding

DEFAULT_LIMIT = 600
"""Bytes above which an expression is not tried on a block, unless its rule says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFile:
    """What one file says."""

    stem: str
    hosts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()
    title: bool = True
    least: int = 0
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


def read(path: str, text: str, *, ours: bool) -> tuple[RuleFile, list[Finding]]:
    """The file's rules, and findings for what is wrong in it.

    `ours` says that the package ships the file: its expressions are tested, so they need neither
    a check nor a time limit, and its `[[test]]` cases, which stand last, are not read.
    """
    stem = path.rpartition("/")[2].removesuffix(".toml")
    try:
        tables = tomllib.loads(text.partition("\n[[test]]")[0] if ours else text)
    except (ValueError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        what = f"not TOML: {error}"
        return RuleFile(stem=stem), [_finding(path, what, int(line[1]) if line else 0)]
    findings: list[Finding] = []
    made: dict[str, Any] = {"stem": stem}

    def attempt(name: str, table: Any, number: int = 0) -> None:  # noqa: ANN401 - TOML
        try:
            check(name, table)
            for key, value in _made(stem, name, table, number, bounded=not ours).items():
                made[key] = made[key] + value if key in made else value
        except Mistake as mistake:
            line = line_of(text, name, number, mistake.word)
            findings.append(_finding(path, mistake.what, line, mistake.help))

    attempt("", {k: v for k, v in tables.items() if k not in TABLES})
    for name in ("body", "wording", "wechat"):
        if name in tables:
            attempt(name, tables[name])
    for name in LISTS:
        listed = tables.get(name, [])
        for number, table in enumerate(listed if isinstance(listed, list) else [None]):
            attempt(name, table, number)
    return RuleFile(**made), findings


def _made(
    stem: str, name: str, table: dict[str, Any], number: int, *, bounded: bool
) -> dict[str, Any]:
    """What a checked table adds to its file."""
    rule = f"{stem}:{table.get('id') or (f'{name}-{number + 1}' if name in LISTS else name)}"

    def expression(pattern: str, *, suffix: str = "", groups: bool = False) -> Expression:
        if bounded:
            compiles(pattern, groups=groups)
        limit = table.get("max_chars", 0 if name == "keep" else DEFAULT_LIMIT)
        words = tuple(table.get("contains", ()))
        return Expression(rule + suffix, pattern, bounded, limit, words)

    match name:
        case "":
            return {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
        case "body":
            marks: dict[str, Any] = {
                key: tuple(expression(p, suffix=f"-{key}") for p in table.get(key, ()))
                for key in ("start", "end")
            }
            both = (f"{rule}-start", f"{rule}-end")
            return {**marks, "sure": both if table.get("sure") else ()}
        case "wording":
            for word in (w for k in ("furniture", "closing", "related") for w in table.get(k, ())):
                _may_be_said(word)
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
                raise Mistake("a rule without `match`", name, "add match = '...'")
            found = (expression(table["match"]),) if "match" in table else ()
            sure = (rule,) if table.get("sure") else ()
            return {name: found, "link_hosts": hosts, "sure": sure}
        case "meta":
            if "match" not in table:
                raise Mistake("a rule without `match`", name, "add match = '...'")
            return {"meta": (expression(table["match"], groups=True),)}
        case "closing":
            for word in table.get("text", ()):
                _may_be_said(word)
            words = tuple((word.lower(), rule) for word in table.get("text", ()))
            ends = (expression(table["match"]),) if "match" in table else ()
            sure = (rule,) if table.get("sure") else ()
            return {"closing": words, "end": ends, "sure": sure}
        case "failed":
            if table.get("kind") not in KINDS:
                raise Mistake("`kind` is not a kind of failed capture", "kind", ", ".join(KINDS))
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
        case _:  # [[test]] cases are read by `casing`
            return {}


def _may_be_said(word: str) -> None:
    """Raise `Mistake` where a wording is longer than the blocks that are compared with wordings."""
    if len(word.encode()) > SMALL:
        what = f"a wording of more than {SMALL} bytes is never found"
        raise Mistake(what, word, "write it as match = '^...' in a [[drop]]")


def _finding(path: str, what: str, line: int, help_: str = "") -> Finding:
    return Finding(
        path=path,
        what=what,
        line=line,
        help=help_ or "correct it; it is not in use until then",
        severity="error",
        code="rule-invalid",
    )
