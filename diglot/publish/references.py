"""Links and images of a block, made to lead from its page to where they led in its capture.

Invariant: every address is one that `urls` lets pass, or of an image that is part of the site; the
result is still to be sanitised.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

import msgspec

from diglot.publish.urls import safe_image, safe_link, written

REL = "nofollow ugc"
"""What a link says of itself to search engines: its text is others'."""

_ANCHOR_ELEMENT = re.compile(r'<a\b[^<>]*?\shref="([^"]*)"([^<>]*)>((?:[^<]++|<(?!/a>))*)</a>')
_NAMED = re.compile(r'alt="[^"]*[^"\s]')
_SRC = re.compile(r'<img\b([^<>]*?)\ssrc="([^"]*)"([^<>]*?)/?>')
_ANY_TAG = re.compile(r"<[^<>]*>")


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What an article's HTML depends on besides its text."""

    url: str = ""
    """The capture's own address, against which others resolve."""
    media: Mapping[str, str]
    """Relative image addresses that lie beside the article → href from its page."""
    engine: str = "comrak"


def resolved(unsafe: str, around: Surroundings) -> str:
    """HTML with its links and images resolved; those that lead nowhere are gone."""
    if "<a" in unsafe:
        unsafe = _ANCHOR_ELEMENT.sub(_link(around.url), unsafe)
    if "<img" in unsafe:
        unsafe = _SRC.sub(_image(around), unsafe)
    return unsafe


def _link(base: str) -> Callable[[re.Match[str]], str]:
    """Links that lead somewhere and say so; of others what they show stays."""

    def replace(match: re.Match[str]) -> str:
        url, rest, inner = match.groups()
        if "&" in url:
            url = html.unescape(url)
        href = "" if url.startswith("#") and not base else safe_link(url, base)
        shown = _ANY_TAG.sub("", inner) if "<" in inner else inner
        shown = shown.strip() or _NAMED.search(inner)
        if not href or not shown:
            return inner
        return f'<a href="{written(href)}"{rest} rel="{REL}">{inner}</a>'

    return replace


def _image(around: Surroundings) -> Callable[[re.Match[str]], str]:
    def replace(match: re.Match[str]) -> str:
        url = html.unescape(match[2])
        src = around.media.get(url) or safe_image(url, around.url)
        if not src:
            return ""
        lazy = ' loading="lazy" referrerpolicy="no-referrer"'
        return f'<img{match[1]} src="{written(src)}"{match[3].rstrip()}{lazy}>'

    return replace
