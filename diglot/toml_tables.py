"""TOML tables to frozen dataclasses, with the file's line for whatever is wrong.

Invariant: an unknown key is a finding with a suggestion; a value of a wrong type is a `UsageError`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import re
from typing import Any, TypeVar, get_type_hints

from diglot.errors import UsageError
from diglot.model import Finding

T = TypeVar("T")


def read(
    cls: type[T],
    table: dict[str, Any],
    file: str,
    text: str,
    findings: list[Finding],
    prefix: str = "",
) -> T:
    """An instance of a dataclass whose fields are its keys; nested dataclasses are tables.

    `table` is what `text`, the contents of `file`, was parsed to. Texts by language may be one text
    for all (`"*"`).
    """
    hints = get_type_hints(cls)
    names = [each.name for each in dataclasses.fields(cls)]  # type: ignore[arg-type]  # always one
    values: dict[str, Any] = {}
    for key, value in table.items():
        place = f"{file}:{line_of(text, key)}: `{prefix}{key}`"
        if key not in names:
            near = difflib.get_close_matches(key, names, 1)
            help = f"did you mean `{prefix}{near[0]}`?" if near else "remove it"
            what = f"unknown setting `{prefix}{key}`"
            code, line = "unknown-setting", line_of(text, key)
            findings.append(Finding(path=file, line=line, what=what, help=help, code=code))
        elif dataclasses.is_dataclass(hints[key]):
            section = _typed(value, dict, place)
            values[key] = read(hints[key], section, file, text, findings, f"{prefix}{key}.")
        elif hints[key] == dict[str, str]:
            texts = {"*": value} if isinstance(value, str) else _typed(value, dict, place)
            values[key] = {lang: _typed(each, str, place) for lang, each in texts.items()}
        elif hints[key] == dict[str, float]:
            figures = _typed(value, dict, place).items()
            values[key] = {name: float(_typed(each, (int, float), place)) for name, each in figures}
        elif hints[key] is dt.date:
            values[key] = day_of(value, place)
        elif hints[key] == tuple[str, ...]:
            values[key] = tuple(_typed(each, str, place) for each in _typed(value, list, place))
        elif hints[key] is float:
            values[key] = float(_typed(value, (int, float), place))
        else:
            values[key] = _typed(value, hints[key], place)
    return cls(**values)


def line_of(text: str, key: str) -> int:
    """The line on which a key, or a table of its name, first stands; 1 where it cannot be told."""
    for number, row in enumerate(text.splitlines(), start=1):
        if re.match(rf"\s*\[*[\w.]*\b{re.escape(key)}\b\s*[=\].]", row):
            return number
    return 1


def day_of(value: object, place: str) -> dt.date:
    """A day, as TOML's own date or as text; `place` is where it stands, for the message."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise UsageError(f"{place} is {value!r}", "write the day as 2024-12-31") from None


def _typed(value: Any, kind: Any, place: str) -> Any:  # noqa: ANN401 - whatever TOML holds
    if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
        return value
    names = {str: "text in quotes", int: "a whole number", bool: "true or false", list: "a list"}
    wanted = names.get(kind, "a number" if isinstance(kind, tuple) else "a table")
    raise UsageError(f"{place} is {value!r}", f"it takes {wanted}")
