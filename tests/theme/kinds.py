"""One page of every kind of a built site, found by what the page says of itself."""

from __future__ import annotations

import re
from pathlib import Path

_KIND = re.compile(r'<body class="page-(\w+)"')


def of_every_kind(folder: Path, lang: str, *, remote: bool = True) -> dict[str, str]:
    """Kind → path of its largest page in a UI language; articles by the languages they stand in.

    `article-zh-en` is one whose original is Chinese and that has an English translation. Without
    `remote`, pages with pictures of other hosts are left out.
    """
    found: dict[str, tuple[int, str]] = {}
    for path in sorted(folder.rglob("*.html")):
        name, text = path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")
        if name.count("/") and not name.startswith(("a/", f"{lang}/")):
            continue
        if not remote and 'src="https://' in text:
            continue
        match = _KIND.search(text)
        assert match, name
        kind = match[1]
        if kind == "article":
            views = re.search(r'data-views="([^"]*)"', text)
            kind += "-" + (views[1].replace(" ", "-") if views else "alone")
        found[kind] = max(found.get(kind, (0, "")), (len(text), name))
    return {kind: name for kind, (_, name) in found.items()}
