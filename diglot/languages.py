"""Languages as the site names them (`zh`) and as the web does (`zh-Hans`), in one place.

Invariant: `key_of(full(lang)) == lang` for every language of a site.
"""

from __future__ import annotations

_FULL = {"zh": "zh-Hans"}


def full(lang: str) -> str:
    """The BCP 47 tag of a site's language.

    >>> full("zh"), full("en")
    ('zh-Hans', 'en')
    """
    return _FULL.get(lang, lang)


def key_of(tag: str) -> str:
    """The first subtag, by which views, anchors and folders are named.

    >>> key_of("zh-Hans")
    'zh'
    """
    return tag.partition("-")[0]
