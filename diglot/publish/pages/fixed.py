"""The pages that every site has once: the language choice and the 404 page.

Invariant: none of them depends on more than the site's settings and the list of its pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import replace

from diglot import fingerprint
from diglot.languages import full
from diglot.publish import permalinks
from diglot.publish.pages import feed_refs
from diglot.publish.plans import Plan, Variables
from diglot.publish.press import Press


def fixed(press: Press) -> Iterator[Plan]:
    """`index.html` and `404.html`."""
    for path, template, kind in (
        ("index.html", "choice.html", "choice"),
        ("404.html", "missing.html", "missing"),
    ):
        yield Plan(
            path=path,
            template=template,
            fingerprint=fingerprint.of(press.base, press.templates.digest(template), path),
            variables=partial(_page, press, path, kind),
        )


def _page(press: Press, path: str, kind: str) -> Variables:
    settings = press.settings
    title = " · ".join(settings.title.get(lang, "") for lang in settings.languages)
    extra: dict[str, Any] = {}
    if kind == "choice":
        extra = press.in_languages("", permalinks.home)
        extra["feeds"] = feed_refs.everything(press)
        if extra["alternates"]:
            extra["alternates"] = (*extra["alternates"][:-1], ("x-default", settings.base_url))
    page = press.page(
        path,
        "",
        kind,
        title,
        html_lang=full(settings.languages[0]),
        noindex=kind == "missing",
        **extra,
    )
    if kind == "missing" and settings.base_url:  # it is served at any depth
        page = replace(page, root=urlsplit(settings.base_url).path)
    return {"page": page}


def plain(press: Press) -> dict[str, bytes]:
    """Files without a template: `.nojekyll`, so that GitHub publishes every file, and robots."""
    lines = ["User-agent: *", "Disallow: /" if press.settings.noindex else "Allow: /"]
    if press.settings.base_url and not press.settings.noindex:
        lines.append(f"Sitemap: {press.settings.base_url}sitemap.xml")
    return {".nojekyll": b"", "robots.txt": ("\n".join(lines) + "\n").encode("ascii", "replace")}
