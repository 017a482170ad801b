"""The one function every address from content passes, so that no page links to what could run.

Invariant: what comes out is an absolute http, https or mailto address free of controls and blanks,
or empty; images are https. Relative addresses resolve against the capture's own.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit

_PLAIN = re.compile(r"https?://([A-Za-z0-9.-]+)(?:[/?#][A-Za-z0-9!#$%&()*+,./:;=?@_~\[\]-]*)?")
_ROOTED = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*+)+/?")
"""A path from the host's root that nothing would be done to."""
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*\.?", re.IGNORECASE)
_IPV6 = re.compile(r"\[[0-9a-f:.]+\]", re.IGNORECASE)
MAX_LENGTH = 4_000


def safe_link(url: str, base: str = "") -> str:
    """An address that may stand in `href`, resolved against `base`; empty where it may not.

    >>> safe_link(" javascript:alert(1)"), safe_link("../b?x=1", "https://e.org/a/c")
    ('', 'https://e.org/b?x=1')
    """
    if (plain := _PLAIN.fullmatch(url)) and len(url) <= MAX_LENGTH and not _odd_host(plain[1]):
        return url
    if _ROOTED.fullmatch(url) and len(url) <= MAX_LENGTH:
        plain = _PLAIN.fullmatch(base)
        if plain and not _odd_host(plain[1]):
            return base[: plain.start(1)] + plain[1].lower() + url
    url = _CONTROLS.sub("", html.unescape(url)).strip() if url else ""
    if not url or len(url) > MAX_LENGTH or "\\" in url:
        return ""
    try:
        resolved = urljoin(base, url) if base else url
        parts = urlsplit(resolved)
        if parts.scheme == "mailto":
            return "mailto:" + quote(parts.path, safe="@.+-_=&%") if "@" in parts.path else ""
        if parts.scheme not in ("http", "https"):
            return ""
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        return ""
    if not host:
        return ""
    address = f"{parts.scheme}://{host}" + (f":{port}" if port else "")
    address += quote(parts.path, safe="/%:@!$&()*+,;=~") or ""
    address += "?" + quote(parts.query, safe="/%:@!$&()*+,;=~?[]") if parts.query else ""
    return address + (
        "#" + quote(parts.fragment, safe="/%:@!$&()*+,;=~?") if parts.fragment else ""
    )


def safe_image(url: str, base: str = "") -> str:
    """An image's address as https, or empty."""
    link = safe_link(url, base)
    if link.startswith("http://"):
        return "https://" + link[7:]
    return link if link.startswith("https://") else ""


def written(safe: str) -> str:
    """An address that passed, as it stands in an attribute: of what HTML escapes it has `&` alone."""
    return safe.replace("&", "&amp;")


def relative_root(path: str) -> str:
    """From a page to the site's root.

    >>> relative_root("zh/2022/12.html"), relative_root("index.html")
    ('../../', '')
    """
    return "../" * path.count("/")


@lru_cache(maxsize=4_096)
def _odd_host(host: str) -> bool:
    return _HOST.fullmatch(host) is None


def _ascii_host(host: str) -> str:
    if host.startswith("[") or ":" in host:
        bracketed = host if host.startswith("[") else f"[{host}]"
        return bracketed if _IPV6.fullmatch(bracketed) else ""
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    return host if _HOST.fullmatch(host) else ""
