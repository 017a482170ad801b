"""Each engine's own names for languages: they differ in value and in case, and take no other.

Tried against deep-translator 1.11.4's own tables, which raise for anything else.
"""

from __future__ import annotations

from collections.abc import Mapping

from diglot.translate.engines.protocol import FatalError

_HANS, _HANT = "zh-Hans", "zh-Hant"
CODES: Mapping[str, Mapping[str, str]] = {
    "google": {_HANS: "zh-CN", _HANT: "zh-TW", "zh": "zh-CN", "he": "iw", "jv": "jw"},
    "mymemory": {
        _HANS: "zh-CN",
        _HANT: "zh-TW",
        "zh": "zh-CN",
        "en": "en-US",
        **{tag: f"{tag}-{tag.upper()}" for tag in ("de", "es", "fr", "it", "nl", "pt", "ru")},
        "ar": "ar-SA",
        "ja": "ja-JP",
        "ko": "ko-KR",
        "uk": "uk-UA",
    },
    "libretranslate": {_HANS: "zh", "zh": "zh"},
    "microsoft": {_HANS: "zh-hans", _HANT: "zh-hant", "zh": "zh-hans"},
    "baidu": {_HANS: "zh", _HANT: "cht", "zh": "zh", "ja": "jp", "ko": "kor", "fr": "fra"},
    "papago": {_HANS: "zh-CN", _HANT: "zh-TW", "zh": "zh-CN"},
}
_LACKING = {("libretranslate", _HANT)}


def code(engine: str, tag: str) -> str:
    """The engine's code for a BCP 47 tag; raises FatalError where it has none.

    >>> code("google", "zh-Hans"), code("libretranslate", "zh-Hans"), code("google", "it")
    ('zh-CN', 'zh', 'it')
    """
    if tag in ("", "und") or (engine, tag) in _LACKING:
        raise FatalError(f"cannot translate from or into {tag or 'an unknown language'!r}")
    known = CODES.get(engine, {})
    if tag in known:
        return known[tag]
    language = tag.partition("-")[0]
    return known.get(language, language)
