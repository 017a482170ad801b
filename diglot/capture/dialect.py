"""Read front matter as captures write it: literally, since no YAML writer made it.

Invariant: a value of one line comes out as written (quotes removed only when they enclose all of
it); what YAML would cut or coerce is not given to YAML. Only lists and block scalars are, bounded,
with every scalar a string. Lines of the text are neither lost nor read twice.

Measured on 144,491 captures: read as YAML, 8.8% fail and 756 titles are cut at " #".
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any, TypeAlias

from diglot.capture.matter import KEY

Value: TypeAlias = "str | tuple[str, ...]"

MAX_DEPTH = 8
"""libyaml crashes the process on 30,000 open brackets; eight levels are more than any list of tags."""

_BLOCK_SCALAR = re.compile(r"[|>][+-]?\d?[+-]?$")
_LISTS = frozenset({"tags", "categories", "keywords"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something odd in front matter: 1-based line of the file, what, and what to do."""

    line: int
    what: str
    help: str = ""
    code: str = "front-matter"
    note: bool = False


def load(matter: str) -> tuple[dict[str, Value], dict[str, int], list[Problem]]:
    """Values by key (lower case), the file's line of each, and what was odd. First key wins."""
    values: dict[str, Value] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    rows = matter.split("\n")
    index = 0
    while index < len(rows):
        row, number = rows[index], index + 2
        index += 1
        match = KEY.match(row)
        if match is None:
            if row.strip() and not row.lstrip().startswith("#"):
                what = f"line is not `key: value`, left out: {row.strip()[:60]!r}"
                problems.append(Problem(line=number, what=what, note=True))
            continue
        key, rest = match[1].lower(), (match[2] or "").strip()
        first = index
        while (
            index < len(rows)
            and rows[index]
            and (rows[index][0] in " \t" or _is_item(rest, rows[index]))
        ):
            index += 1
        value, problem = _value(key, rest, rows[first:index], number)
        if problem:
            problems.append(problem)
        if key in values:
            what = f"second `{key}`; the one in line {lines[key]} counts"
            problems.append(
                Problem(line=number, what=what, help="remove one", code="duplicate-key")
            )
        else:
            values[key], lines[key] = value, number
    return values, lines, problems


def _is_item(rest: str, row: str) -> bool:
    return not rest and row.startswith("- ")


def _value(key: str, rest: str, more: list[str], line: int) -> tuple[Value, Problem | None]:
    nested = bool(more) and (not rest or _BLOCK_SCALAR.fullmatch(rest) is not None)
    if not nested and not (key in _LISTS and rest[:1] == "["):
        joined = " ".join([rest, *(row.strip() for row in more)]) if more else rest
        return _unquoted(joined), None
    import yaml  # few captures need it, and to load it takes as long as to read ten of them

    text = "\n".join([f"{key}: {rest}", *more])
    try:
        return _from_yaml(text), None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = getattr(error, "problem", None) or str(error)
        what = f"`{key}` is not readable as YAML ({reason}); taken as text"
        problem = Problem(line=line, what=what, help="write it as a list: [one, two]")
        return _unquoted(" ".join([rest, *(row.strip() for row in more)])), problem


def _unquoted(value: str) -> str:
    """A value without quotes that enclose all of it.

    >>> _unquoted('"Foo" and bar'), _unquoted("'it''s'"), _unquoted('"a b"')
    ('"Foo" and bar', "it's", 'a b')
    """
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        plain = inner.replace("''", "") if value[0] == "'" else inner.replace('\\"', "")
        if value[0] not in plain:
            return inner.replace("''", "'") if value[0] == "'" else inner.replace('\\"', '"')
    return value


def _from_yaml(text: str) -> Value:
    import yaml

    depth = 0
    for character in text:
        depth += (character in "[{") - (character in "]}")
        if depth > MAX_DEPTH:
            raise ValueError(f"nested deeper than {MAX_DEPTH} levels")
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise ValueError("anchors and aliases are not allowed")
        if getattr(event, "tag", None):
            raise ValueError("YAML tags are not allowed")
    (value,) = yaml.load(text, Loader=loader).values()  # noqa: S506 - BaseLoader makes strings only
    if isinstance(value, list):
        return tuple(item for item in value if isinstance(item, str))
    if not isinstance(value, str):
        raise ValueError("only text and lists of text are understood")
    return value.strip()


def load_toml(matter: str) -> tuple[dict[str, Value], dict[str, int], list[Problem]]:
    """The same for TOML front matter (`+++`); one that does not parse is read literally."""
    try:
        table = tomllib.loads(matter)
    except (ValueError, RecursionError) as error:  # of a number of 5,000 digits, plain ValueError
        values, lines, problems = load(re.sub(r"(?m)^([\w-]+)\s*=\s*", r"\1: ", matter))
        what = f"TOML front matter does not parse ({error}); read line by line"
        return values, lines, [Problem(line=1, what=what, help="see toml.io"), *problems]
    values = {}
    for key, value in table.items():
        if isinstance(value, list):
            values[key.lower()] = tuple(str(item) for item in value)
        elif not isinstance(value, dict):
            values[key.lower()] = str(value)
    rows = matter.split("\n")
    lines = {
        key: number
        for number, row in enumerate(rows, start=2)
        for key in values
        if re.match(rf"\s*{re.escape(key)}\s*=", row, re.IGNORECASE)
    }
    return values, lines, []
