"""Which capture an editor means: by its path, by a file that belongs to it, by id, or by address.

Invariant: one capture or a message that names what comes near; never a guess.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from diglot.catalogue.identity import normalise
from diglot.errors import UsageError

if TYPE_CHECKING:
    from diglot.catalogue.cards import Card
    from diglot.project import Project
    from diglot.record import Record
    from diglot.stocking import Stock

_PAGE = re.compile(r"(?:^|/)a/[a-z2-7]{2}/([a-z2-7]{10})\.html(?:[#?].*)?$")
_ID = re.compile(r"[a-z2-7]{10}")
_LANGUAGE = re.compile(r"\.[a-z]{2,3}$")


def find(records: Iterable[Record], name: str, project: Project) -> Record:
    """The capture called `name`; raises `UsageError` where there is none.

    Of several with one id or address, the one that is published comes first; the end of a path
    will do where only one capture ends so.
    """
    listed = sorted(records, key=lambda each: (each.outcome != "published", -each.length))
    page = _PAGE.search(name)
    id = page[1] if page else name if _ID.fullmatch(name) else ""
    address = normalise(name)
    path = path_of(name, project)
    for record in listed:
        if record.path in path or (id and record.id == id):
            return record
        if address and record.address == address:
            return record
    end = "/" + name.replace("\\", "/").removesuffix(".md") + ".md"
    ending = [record for record in listed if record.path.endswith(end)]
    if len(ending) == 1:
        return ending[0]
    if ending:
        which = ", ".join(sorted(record.path for record in ending)[:5])
        raise UsageError(f"{len(ending)} articles are called {name!r}", f"say which: {which}")
    raise UsageError(f"there is no article {name!r}", _near(name, listed))


def cards(stock: Stock, name: str, project: Project) -> list[Card]:
    """The published articles that `name` stands for: those below a folder, or one as in `find`."""
    folders = tuple(path.rstrip("/") + "/" for path in path_of(name, project) if path != ".md")
    below = [card for card in stock.archive.cards if card.slip.path.startswith(folders)]
    if below:
        return below
    record = find(stock.records(), name, project)
    card = stock.archive.by_id.get(record.id)
    if card is None:
        why = f"{record.outcome}, {record.failed}" if record.failed else record.outcome
        help = f"diglot show {record.id} says what is known of it"
        raise UsageError(f"{record.path} is not published: {why}", help)
    return [card]


def path_of(name: str, project: Project) -> tuple[str, ...]:
    """The paths below the articles folder that a name may stand for, likeliest first."""
    plain = name.replace("\\", "/")
    found = [plain, plain + ".md"]
    for given in (Path.cwd() / plain, project.root / plain):
        try:
            below = given.resolve().relative_to(project.content).as_posix()
        except (ValueError, OSError):
            continue
        found += list(_belonging(below, project))
    return tuple(dict.fromkeys(found))


def _belonging(below: str, project: Project) -> Iterable[str]:
    """The article's path for a file below the content folder."""
    if project.bare:
        yield below
    first, _, rest = below.partition("/")
    if first == "articles":
        yield rest
    elif first == "edits":
        yield rest.removesuffix(".toml") + ".md"
    elif first == "translations":
        yield rest.partition("/")[2].removesuffix(".po") + ".md"
    elif first == "notes" and rest.startswith("articles/"):
        stem = rest.removeprefix("articles/").removesuffix(".md")
        yield _LANGUAGE.sub("", stem) + ".md"


def _near(name: str, records: list[Record]) -> str:
    """Captures whose file name or title comes near, for a message."""
    wanted = PurePosixPath(name.replace("\\", "/")).name.casefold()
    titles = [each.path for each in records if wanted and wanted in each.title.casefold()][:3]
    names = {PurePosixPath(each.path).name.casefold(): each.path for each in records}
    close = [names[each] for each in difflib.get_close_matches(wanted, names, 3)]
    within = [path for known, path in names.items() if wanted and wanted in known][:3]
    near = list(dict.fromkeys([*close, *within, *titles]))[:3]
    if near:
        return "did you mean " + ", ".join(near) + "?"
    return "give its path below content/articles/, its id, or its address"
