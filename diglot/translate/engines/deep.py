"""deep-translator behind the engine protocol: the one module that knows it.

It has no time-outs, is not safe to share between threads, loses status and Retry-After, gives
`None` or an error page as a translation, and puts keys into exceptions; each is dealt with here,
but for error pages, which `diglot.translate.checks` tells from text.

Invariant: no exception of deep-translator or requests, and no text of one, leaves this module.
"""

from __future__ import annotations

import html
import importlib
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from ipaddress import ip_address
from typing import Any, cast
from urllib.parse import quote_plus, urlsplit

from diglot.translate.engines.codes import code
from diglot.translate.engines.protocol import (
    BadTextError,
    Context,
    EngineError,
    FatalError,
    Traits,
    TransientError,
)
from diglot.translate.engines.web import Web, refused, unreachable


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


class DeepEngine:
    """One of `KINDS`. Raises FatalError where a key that it needs is not in `environ`."""

    def __init__(
        self,
        name: str,
        *,
        environ: Mapping[str, str],
        url: str = "",
        proxy: str = "",
        email: str = "",
        web: Web | None = None,
    ) -> None:
        kind = KINDS[name]
        self._kind = kind
        self._options = _options(name, kind, environ, url, proxy, email)
        self._own = threading.local()
        self._class, self._web = _load(kind, web)
        self.traits = Traits(
            name=name,
            version=version("deep-translator"),
            max_chars=min(kind.max_chars, kind.max_bytes // (3 if kind.plain_bytes else 9)),
            concurrency=kind.concurrency,
            interval=kind.interval,
            requests_a_run=kind.requests_a_run,
            remote=not is_loopback(url),
        )

    def code(self, tag: str) -> str:
        """As `codes.code`."""
        return code(self.traits.name, tag)

    def fits(self, text: str) -> bool:
        """Whether one request holds the text, however it is encoded there."""
        size = len(text.encode()) if self._kind.plain_bytes else len(quote_plus(text))
        return len(text) <= self._kind.max_chars and size <= self._kind.max_bytes

    def translate(
        self, texts: Sequence[str], source: str, target: str, context: Context
    ) -> Sequence[str | EngineError]:
        """One request for each text."""
        call = self._instance(self.code(source), self.code(target))
        return [self._one(call, text) for text in texts]

    def _one(self, call: Callable[[str], object], text: str) -> str | EngineError:
        self._web.forget()
        try:
            answer = call(text)
        except Exception as error:  # its exceptions share no root
            raised = self._meaning(error)
            if isinstance(raised, BadTextError):
                return raised
            raise raised from None
        if not isinstance(answer, str) or not answer.strip():
            return BadTextError("gave nothing back")
        return html.unescape(answer) if self.traits.name == "mymemory" else answer

    def _meaning(self, error: Exception) -> EngineError:
        last = self._web.last
        if last is not None and (failed := refused(last)) is not None:
            return failed
        name = type(error).__name__
        if name in ("NotValidPayload", "NotValidLength"):
            return BadTextError("refuses the length of this text")
        if name == "LanguageNotSupportedException":
            return FatalError("does not know one of the languages")
        if last is None and isinstance(error, OSError):
            return unreachable(error)
        if name == "TranslationNotFound":
            return TransientError("answered with a page that holds no translation")
        return TransientError(f"answered with something unexpected ({name})")

    def _instance(self, source: str, target: str) -> Callable[[str], object]:
        """The thread's own translator: a shared one answers with other threads' texts."""
        known = self._own.__dict__.setdefault("translators", {})
        if (source, target) not in known:
            make = partial(self._class, source=source, target=target, **self._options)
            try:
                known[source, target] = make().translate
            except Exception as error:  # as above; Microsoft's constructor asks the network
                raise self._meaning(error) from None
        return cast("Callable[[str], object]", known[source, target])


def _load(kind: Kind, web: Web | None) -> tuple[Callable[..., Any], Web]:
    """The class, and the `Web` that its module has now in place of `requests`."""
    importlib.import_module("deep_translator")
    names = sys.modules[f"deep_translator.{kind.module}"].__dict__
    there = names["requests"]
    if web is not None or not isinstance(there, Web):
        there = names["requests"] = web or Web()
    return names[kind.class_name], there


def _options(
    name: str, kind: Kind, environ: Mapping[str, str], url: str, proxy: str, email: str
) -> dict[str, object]:
    options: dict[str, object] = {}
    for argument, variable in kind.keys.items():
        value = environ.get(variable, "")
        if not value and name != "libretranslate" and argument not in _OPTIONAL_KEYS:
            raise FatalError(f"needs a key: set the environment variable {variable}")
        if value or name == "libretranslate":
            options[argument] = value or "none"  # it insists on one even where the server does not
    if name == "libretranslate" and url:
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
