"""What other programs read: JSON feeds and the list of sources as OPML.

Invariant: a JSON feed holds what its language's Atom feed holds, under the same ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from diglot import fingerprint
from diglot.publish import permalinks
from diglot.publish.pages import feeds
from diglot.publish.plans import Plan, Variables
from diglot.publish.press import Press
from diglot.publish.urls import relative_root

OPML = "sources.opml"


def machine(press: Press) -> Iterator[Plan]:
    """A JSON feed beside each Atom feed, and the OPML of all sources."""
    for atom in feeds.feeds(press):
        path = atom.path.removesuffix(".xml") + ".json"
        yield Plan(
            path=path,
            template="",
            fingerprint=fingerprint.of(path, atom.fingerprint),
            variables=partial(_json_feed, path, atom),
            bodies=atom.bodies,
            place=atom.place,
        )
    outlines = [
        (press.source_ref(slug, press.settings.languages[0]).name, slug)
        for slug in press.archive.sources
    ]
    yield Plan(
        path=OPML,
        template="opml.xml",
        fingerprint=fingerprint.of(press.base, press.templates.digest("opml.xml"), repr(outlines)),
        variables=partial(_opml, press, outlines),
    )


def _json_feed(path: str, atom: Plan) -> Variables:
    """What `json_feed.text` is made of once the rows are there."""
    variables = atom.variables()
    address = variables["feed"].self_href.removesuffix(atom.path) + path
    return {**variables, "json": address}


def _opml(press: Press, outlines: list[tuple[str, str]]) -> Variables:
    lang = press.settings.languages[0]
    base = press.settings.base_url or relative_root(OPML)
    return {
        "page": press.page(OPML, lang, "opml", press.settings.title.get(lang, "")),
        "outlines": [
            {
                "title": name,
                "feed": base + permalinks.feed(lang, "sources", slug),
                "page": base + permalinks.listing(lang, "sources", slug),
            }
            for name, slug in outlines
        ],
    }
