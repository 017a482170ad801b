"""Everything that is known of one capture, as lines for `diglot show`.

Invariant: pure but for reading the capture's own files; nothing is derived here that a build would
derive otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from diglot.publish import permalinks

if TYPE_CHECKING:
    from diglot.project import Project
    from diglot.record import Record
    from diglot.settings import Settings
    from diglot.stocking import Stock

Fact: TypeAlias = tuple[str, str]
"""A name and what it is; several of one name stand below one another."""


def facts(record: Record, stock: Stock, project: Project, settings: Settings) -> Iterator[Fact]:
    """What is known of a capture, in the order in which an editor asks."""
    card = stock.archive.by_id.get(record.id)
    yield "title", record.title
    yield "file", _shown(project, "articles", record.path)
    yield "id", record.id
    yield "state", _state(record, stock)
    if card is not None:
        page = permalinks.article(card.id)
        yield "page", settings.base_url + page if settings.base_url else page
    yield from _origin(record)
    yield from _text(record)
    if card is not None and card.slip.path == record.path:
        for slug in card.tags:
            tag = stock.archive.tag_names[slug]
            why = dict(_reasons(record, project)).get(slug, "front matter or edit")
            yield "tag", f"{slug} ({tag.zh} / {tag.en}): {why}"
        for other in card.seen:
            yield "also seen in", _shown(project, "articles", other.path)
    yield from _translations(record)
    yield from _cleaning(record, project, settings)
    for finding in record.findings:
        place = f"{finding.path}:{finding.line}" if finding.line else finding.path
        yield finding.severity, f"{place}: {finding.what}"


def files(record: Record, stock: Stock, project: Project, settings: Settings) -> Iterator[Fact]:
    """The files by which an editor changes an article, each with what it is for."""
    stem = record.path.removesuffix(".md")
    if project.bare:
        return
    places = [("title, day, tags, hide", "edits", f"{stem}.toml")]
    own = record.lang.partition("-")[0]
    places += [
        (f"translation into {lang}", "translations", f"{lang}/{stem}.po")
        for lang in settings.languages
        if lang != own
    ]
    places += [
        (f"your words on it ({lang})", "notes", f"articles/{stem}.{lang}.md")
        for lang in settings.languages
    ]
    for what, kind, path in places:
        new = "" if (project.content / kind / path).is_file() else " (not there yet)"
        yield what, _shown(project, kind, path) + new
    yield "tags by rule", _shown(project, "tags.toml", "")
    if record.source:
        yield "the source's name", _shown(project, "sources.toml", "")
    yield "what is cleaned away", _shown(project, "rules", "*.toml")


def _state(record: Record, stock: Stock) -> str:
    card = stock.archive.by_id.get(record.id)
    if record.outcome == "published" and card is not None and card.slip.path != record.path:
        return f"duplicate of {card.slip.path}"
    flags = [name for name in ("truncated", "doubtful") if getattr(record, name)]
    detail = [record.failed] if record.failed else flags
    return record.outcome + (f" ({', '.join(detail)})" if detail else "")


def _origin(record: Record) -> Iterator[Fact]:
    days = {"day": record.day.isoformat() if record.day else "none: it is listed as undated"}
    names = ("url", "source", "account", "author", "reposted_from", "original_url")
    yield from (
        (name.replace("_", " "), value) for name in names if (value := getattr(record, name))
    )
    yield "day", days["day"]
    for name in ("published", "fetched", "updated"):
        if value := getattr(record, name):
            yield name, value


def _text(record: Record) -> Iterator[Fact]:
    yield "language", record.lang
    count = f"{record.length:,} characters"
    parts = {"CJK": record.characters, "words of other scripts": record.words}
    detail = ", ".join(f"{number:,} {name}" for name, number in parts.items() if number)
    yield "length", count + (f" ({detail})" if detail else "")
    if record.codec:
        yield "repaired", f"mojibake of {record.codec}"
    if record.lead:
        yield "lead", record.lead


def _translations(record: Record) -> Iterator[Fact]:
    for made in record.editions:
        text = f"{made.lang}: {made.translated} of {made.segments} passages"
        if made.machine:
            text += f", {made.machine} by machine ({'; '.join(made.engines)})"
        yield "translation", text + (f": {made.title}" if made.title else "")


def _cleaning(record: Record, project: Project, settings: Settings) -> Iterator[Fact]:
    """How many of its blocks stay, and which rules took the others."""
    from diglot.cli.capture import cleaned

    decisions = cleaned(record.path, project, settings).decisions
    if decisions:
        gone = Counter(each.rule for each in decisions if each.action != "keep")
        kept = len(decisions) - gone.total()
        rules = ", ".join(f"{number} {rule}" for rule, number in gone.most_common())
        yield "blocks", f"{kept} of {len(decisions)} kept" + (f"; gone: {rules}" if rules else "")


def _reasons(record: Record, project: Project) -> Iterator[tuple[str, str]]:
    """Why rules gave a capture its tags: slug, what matched."""
    from diglot.catalogue import tagging, tags
    from diglot.catalogue.bodies import read_rows
    from diglot.publish.rows import text

    registry, _ = tags.load(None if project.bare else project.content / "tags.toml")
    rows = read_rows(project.cache, [record.path])[record.path]
    for hit in tagging.match(
        registry, title=record.title, text=text(rows), source=record.source, host=record.host
    ):
        yield hit.slug, hit.why + (f" ({hit.count} times)" if hit.count > 1 else "")


def _shown(project: Project, kind: str, path: str) -> str:
    folder = project.articles if kind == "articles" else project.content / kind
    target = folder / path if path else folder
    return (
        target.relative_to(project.root).as_posix()
        if target.is_relative_to(project.root)
        else target.as_posix()
    )
