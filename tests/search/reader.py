"""Reads an index from its files alone, as `templates/static/search.js` does."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from diglot.search import files, shards
from diglot.search.levels import LEVELS
from diglot.search.postings import decode
from diglot.search.words import fold

TOKEN = re.compile(
    "([\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]+)"
    r"|cve-[0-9]{4}(?:-[0-9]+)?|[^\W_\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]+"
)


class Index:
    """The files below a site's `search/`."""

    def __init__(self, output: Path) -> None:
        self.output = output

    def file(self, path: str) -> bytes:
        return files.unpack((self.output / path).read_bytes())

    @cached_property
    def directory(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = json.loads(self.file(files.DIRECTORY))
        return found

    def postings(self, term: str, *, whole: bool = True) -> dict[int, int]:
        """Level by number, of a term or of all that begin with it."""
        shape = {"fan": self.directory["fan"], "long": 0}
        older = files.Tier(folder="t", shards=self.directory["shards"], **shape)
        newest = files.Tier(folder="n", shards=self.directory["newest"], **shape | {"fan": 1})
        fan = 1 if whole or len(term) > 3 else older.fan
        paths = [older.path((older.shard(term) + step) % older.shards) for step in range(fan)] + [
            newest.path(newest.shard(term))
        ]
        levels: dict[int, int] = {}
        for path in paths:
            lists = shards.decode(self.file(path))
            for each, short in lists.items():
                if each == term or (not whole and each.startswith(term)):
                    for code in decode(short or self.file(files.list_path(each))):
                        number, level = divmod(code, LEVELS)
                        levels[number] = max(level, levels.get(number, 0))
        return levels

    def token(self, word: str, han: str) -> dict[int, int]:
        if not han:
            year = len(word) == 8 and word.startswith("cve-")
            return self.postings(word[:32], whole=len(word) < 3 or year)
        terms = [a + b for a, b in pairwise(word)] or [word]
        found = [self.postings(term) for term in terms]
        common = set.intersection(*(set(each) for each in found))
        return {number: min(each[number] for each in found) for number in common}

    def numbers(self, query: str, **filters: str) -> list[int]:
        """Numbers of the articles found, best first."""
        scores = [
            {number: 2**level for number, level in self.token(match[0], match[1]).items()}
            for match in TOKEN.finditer(fold(query))
        ]
        scores += [dict.fromkeys(self.postings(f"{k}:{v}"), 0) for k, v in filters.items()]
        common = set.intersection(*(set(each) for each in scores))
        ranked = sorted((-sum(each[number] for each in scores), -number) for number in common)
        return [-number for _, number in ranked]

    def row(self, number: int) -> list[Any]:
        """What results show of an article."""
        size = self.directory["chunk"]
        rows = json.loads(self.file(files.chunk_path(number, size)))
        return next(row for row in rows if row[0] == number % size)

    def found(self, query: str, **filters: str) -> list[str]:
        """Titles of the articles found, best first."""
        return [self.row(number)[3] for number in self.numbers(query, **filters)]

    def ids(self, query: str, **filters: str) -> list[str]:
        """Ids of the articles found, best first."""
        return [self.row(number)[1] for number in self.numbers(query, **filters)]

    def day(self, number: int) -> dt.date:
        return dt.date(1970, 1, 1) + dt.timedelta(days=number // self.directory["stride"])
