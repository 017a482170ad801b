"""The indexes of tags, by count and by name, and of sources, by their groups.

Invariant: whatever has a page is in its index once in each order.
"""

from __future__ import annotations

from diglot import fingerprint
from diglot.publish import collation, permalinks
from diglot.publish.plans import Plan, Variables
from diglot.publish.press import Press
from diglot.publish.views import Ref, RefGroup


def index(press: Press, lang: str, kind: str, refs: tuple[Ref, ...]) -> Plan:
    """The index of all tags or of all sources (`kind`) in one UI language."""
    template = f"{kind}.html"
    path = permalinks.index(lang, kind)
    groups = repr(press.archive.groups) if kind == "sources" else ""
    return Plan(
        path=path,
        template=template,
        fingerprint=fingerprint.of(
            press.base, press.templates.digest(template), path, repr(refs), groups
        ),
        variables=lambda: _page(press, lang, kind, refs),
    )


def _page(press: Press, lang: str, kind: str, refs: tuple[Ref, ...]) -> Variables:
    title = press.templates.text("Tags" if kind == "tags" else "Sources", lang)
    page = press.page(
        permalinks.index(lang, kind),
        lang,
        kind,
        title,
        crumbs=(Ref(name=title),),
        **press.in_languages(lang, lambda each: permalinks.index(each, kind)),
    )
    if kind == "sources":
        return {"page": page, "count": len(refs), "groups": _groups(press, lang, refs)}
    by_count = tuple(sorted(refs, key=lambda ref: (-ref.count, ref.href)))
    return {"page": page, "by_count": by_count, "by_name": collation.groups(refs)}


def _groups(press: Press, lang: str, refs: tuple[Ref, ...]) -> tuple[RefGroup, ...]:
    """Sources under their groups, in the order of `sources.toml`; the others last."""
    group_of = {
        press.source_ref(slug, lang).href: source.group
        for slug, source in press.archive.source_names.items()
        if slug in press.archive.sources
    }
    groups = []
    names = [(slug, dict(titles).get(lang, slug)) for slug, titles in press.archive.groups]
    names.append(("", press.templates.text("Other sources" if names else "Sources", lang)))
    for slug, name in names:
        own = tuple(ref for ref in refs if group_of.get(ref.href, "") == slug)
        if own:
            groups.append(RefGroup(heading=Ref(name=name), refs=collation.ordered(own)))
    return tuple(groups)
