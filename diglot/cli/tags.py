"""`diglot tags`: which tag rules fire, how much they cover, and what they miss.

Invariant: writes nothing but the cache.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from diglot.cli import output as out

if TYPE_CHECKING:
    from diglot.catalogue.tag_types import Registry
    from diglot.stocking import Stock

SHOWN = 20
"""Untagged articles printed without `--untagged`."""


def tags(
    tag: Annotated[
        Optional[str],  # noqa: UP045 - typer reads it at run time
        typer.Argument(metavar="[TAG]", help="List the articles of this tag, by slug or name."),
    ] = None,
    untagged: Annotated[
        bool, typer.Option("--untagged", help="List every article without a tag.")
    ] = False,
    unused: Annotated[
        bool, typer.Option("--unused", help="List the tags that no article has.")
    ] = False,
    content: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Folder of captures, or of `articles/` and what belongs to them."),
    ] = None,
    format: Annotated[str, typer.Option("--format", help="`text` or `json`.")] = "text",
) -> int:
    """Count the articles of each tag, and show what has none.

    Examples:
      diglot tags

      diglot tags ransomware

      diglot tags --untagged

    """
    from diglot.catalogue import tags as registries
    from diglot.cli.context import site, stock_of
    from diglot.errors import UsageError

    if format not in ("text", "json"):
        raise UsageError(f"--format {format}", "it takes text or json")
    here = site(content)
    project = here.project
    stock = stock_of(here)
    registry, _ = registries.load(None if project.bare else project.content / "tags.toml")
    if tag is not None:
        return _one(tag, stock, registry, format)
    table = summary(stock, registry)
    if format == "json":
        sys.stdout.write(out.json_text(table) + "\n")
        return 0
    if untagged:
        _lines(table["untagged"])
    elif unused:
        _lines(table["unused"])
    else:
        _print(table)
    return 0


def summary(stock: Stock, registry: Registry) -> dict[str, Any]:
    """What rules do on this archive: counts by tag, coverage, what is left."""
    held = stock.archive
    by_rule: dict[str, int] = {}
    for record, slugs in stock.rows:
        if record.id in held.by_id and held.by_id[record.id].slip.path == record.path:
            for slug in slugs:
                by_rule[slug] = by_rule.get(slug, 0) + 1
    listed = sorted(held.tags, key=lambda slug: (-len(held.tags[slug]), slug))
    untagged = [card.slip.path for card in held.cards if not card.tags]
    return {
        "articles": len(held.cards),
        "tagged": len(held.cards) - len(untagged),
        "tags": [
            {
                "slug": slug,
                "zh": held.tag_names[slug].zh,
                "en": held.tag_names[slug].en,
                "articles": len(held.tags[slug]),
                "by_rule": by_rule.get(slug, 0),
                "page": slug in held.tag_pages,
            }
            for slug in listed
        ],
        "unused": sorted(each.slug for each in registry.tags if each.slug not in held.tags),
        "untagged": untagged,
    }


def _print(table: dict[str, Any]) -> None:

    for row in table["tags"]:
        other = row["articles"] - row["by_rule"]
        by_hand = f" ({other:,} by hand)" if other > 0 else ""
        hidden = "" if row["page"] else " (no page yet)"
        line = f"{row['articles']:>7,}  {row['slug']}  {row['zh']} / {row['en']}{by_hand}{hidden}"
        sys.stdout.write(out.clean(line) + "\n")
    count, tagged = table["articles"], table["tagged"]
    share = f" ({tagged / count:.0%})" if count else ""
    sys.stdout.write(f"{tagged:,} of {count:,} articles have a tag{share}\n")
    sys.stdout.write(f"{len(table['unused']):,} tags have no article: diglot tags --unused\n")
    if table["untagged"]:
        sys.stdout.write("without a tag:\n")
        _lines(table["untagged"][:SHOWN], "  ")
        left = len(table["untagged"]) - SHOWN
        if left > 0:
            sys.stdout.write(f"  … and {left:,} more: diglot tags --untagged\n")


def _one(name: str, stock: Stock, registry: Registry, format: str) -> int:
    """The articles of one tag."""
    import difflib

    from diglot.catalogue import tags as registries
    from diglot.errors import UsageError

    known = registries.known(registry, name)
    slug = known.slug if known else name
    if slug not in stock.archive.tags:
        if known:
            sys.stdout.write(
                out.clean(f"{known.slug} ({known.zh} / {known.en}) has no article") + "\n"
            )
            return 0
        near = difflib.get_close_matches(name, stock.archive.tags, 3)
        help = "did you mean " + ", ".join(near) + "?" if near else "diglot tags lists them all"
        raise UsageError(f"there is no tag {name!r}", help)
    paths = [card.slip.path for card in stock.archive.tags[slug]]
    if format == "json":
        sys.stdout.write(out.json_text({"slug": slug, "articles": paths}) + "\n")
    else:
        _lines(paths)
    return 0


def _lines(lines: list[str], before: str = "") -> None:

    sys.stdout.write("".join(f"{before}{out.clean(line)}\n" for line in lines))
