"""The engines that deep-translator has, as diglot uses them: what each takes, and what it needs.

Left out are those that no longer work through it: DeepL (its API refuses keys in the query since
January 2026), Yandex v1.5, QCRI; and the dictionaries (Pons, Linguee), which know words only.

Invariant: plain values; keys are named here, never held.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from diglot.translate.engines.protocol import FatalError


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One of deep-translator's classes, and what it can take."""

    class_name: str
    module: str
    max_chars: int
    max_bytes: int
    """Of the text percent-encoded, as it stands in a URL; of UTF-8 where `plain_bytes`."""
    plain_bytes: bool = False
    interval: float = 0.0
    concurrency: int = 1
    requests_a_run: int | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    """Constructor argument to the environment variable that holds it."""


KINDS: Mapping[str, Kind] = {
    # 1,900 Chinese characters overflow Google's URL (1,800 pass): 1,500 are 13,500 bytes.
    "google": Kind(
        class_name="GoogleTranslator",
        module="google",
        max_chars=4_500,
        max_bytes=13_500,
        interval=2.0,
        requests_a_run=500,
    ),
    # 500 bytes by its API's specification; 100 requests a day without an e-mail address.
    "mymemory": Kind(
        class_name="MyMemoryTranslator",
        module="mymemory",
        max_chars=480,
        max_bytes=480,
        plain_bytes=True,
        interval=1.0,
        requests_a_run=100,
    ),
    # Sends the text in the query string: 54 kB passed, 72 kB did not.
    "libretranslate": Kind(
        class_name="LibreTranslator",
        module="libre",
        max_chars=4_500,
        max_bytes=30_000,
        concurrency=4,
        keys={"api_key": "LIBRE_API_KEY"},
    ),
    "microsoft": Kind(
        class_name="MicrosoftTranslator",
        module="microsoft",
        max_chars=4_500,
        max_bytes=45_000,
        concurrency=2,
        keys={"api_key": "MICROSOFT_API_KEY", "region": "MICROSOFT_API_REGION"},
    ),
    "baidu": Kind(
        class_name="BaiduTranslator",
        module="baidu",
        max_chars=1_900,
        max_bytes=5_500,
        plain_bytes=True,
        interval=1.0,
        keys={"appid": "BAIDU_APPID", "appkey": "BAIDU_APPKEY"},
    ),
    "papago": Kind(
        class_name="PapagoTranslator",
        module="papago",
        max_chars=4_500,
        max_bytes=45_000,
        interval=0.5,
        keys={"client_id": "PAPAGO_CLIENT_ID", "secret_key": "PAPAGO_SECRET_KEY"},
    ),
}
_OPTIONAL_KEYS = frozenset(("region",))


def constructor_options(
    name: str, kind: Kind, environ: Mapping[str, str], url: str, proxy: str, email: str
) -> dict[str, object]:
    """Arguments for the class besides the languages. Raises FatalError where a key is missing."""
    options: dict[str, object] = {}
    for argument, variable in kind.keys.items():
        value = environ.get(variable, "")
        if not value and name != "libretranslate" and argument not in _OPTIONAL_KEYS:
            raise FatalError(f"needs a key: set the environment variable {variable}")
        if value or name == "libretranslate":
            options[argument] = value or "none"  # it insists on one even where the server does not
    if name == "libretranslate":
        if not url:
            raise FatalError(
                'needs a server: set `engine = "libretranslate"` and its `url` in [translate]'
            )
        options["custom_url"] = url.rstrip("/") + "/"
    if proxy and name in ("google", "mymemory", "microsoft"):
        options["proxies"] = {"http": proxy, "https": proxy}
    if email and name == "mymemory":
        options["email"] = email
    return options


def is_loopback(url: str) -> bool:
    """Whether text sent to this address stays on the machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
