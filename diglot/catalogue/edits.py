"""The editor's corrections to single articles, kept beside captures that crawlers replace.

Invariant: an edit wins over everything derived; one that cannot be read or matches nothing is
reported with file and line and changes nothing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import re
import tomllib
from dataclasses import dataclass
from typing import Any

from diglot.model import Finding

_HASH = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One article's corrections; empty fields correct nothing."""

    title: str = ""
    title_zh: str = ""
    title_en: str = ""
    summary_zh: str = ""
    summary_en: str = ""
    date: dt.date | None = None
    lang: str = ""
    hide: bool = False
    tags_add: tuple[str, ...] = ()
    tags_remove: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    """Hashes of blocks, as `diglot clean --explain` prints them, that stay whatever rules say."""
    drop: tuple[str, ...] = ()


def parse(raw: bytes, path: str) -> tuple[Edit, list[Finding]]:
    """The edit in a TOML file; a field that cannot be used is reported and left out."""
    try:
        text = raw.decode("utf-8-sig")
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        finding = Finding(
            path=path,
            line=int(line[1]) if line else 1,
            what=f"the edit is not read: {error}",
            help="see https://toml.io for the format",
            code="edit",
            severity="error",
        )
        return Edit(), [finding]
    values: dict[str, Any] = {}
    findings = []
    names = [field.name for field in dataclasses.fields(Edit)]
    for key, value in table.items():
        if key not in names:
            near = difflib.get_close_matches(key, names, 1)
            help = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(names)}"
            findings.append(_finding(path, text, key, f"unknown field `{key}`", help))
            continue
        try:
            values[key] = _value(key, value)
        except ValueError as error:
            findings.append(_finding(path, text, key, f"`{key}` is {value!r}", str(error)))
    return Edit(**values), findings


def _value(key: str, value: object) -> object:
    if key == "hide":
        if isinstance(value, bool):
            return value
        raise ValueError("it takes true or false")
    if key == "date":
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            raise ValueError("write it as 2022-12-27") from None
    if key in ("tags_add", "tags_remove", "keep", "drop"):
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise ValueError('it takes a list of texts: ["one", "two"]')
        if key in ("keep", "drop") and not all(map(_HASH.fullmatch, value)):
            raise ValueError("it takes block hashes of 12 digits, from `diglot clean --explain`")
        return tuple(value)
    if isinstance(value, str):
        return " ".join(value.split())
    raise ValueError("it takes text in quotes")


def _finding(path: str, text: str, key: str, what: str, help: str) -> Finding:
    rows = enumerate(text.splitlines(), start=1)
    line = next((n for n, row in rows if re.match(rf"\s*{re.escape(key)}\s*=", row)), 1)
    return Finding(path=path, line=line, what=what, help=help, code="edit")
