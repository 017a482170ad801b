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
from functools import partial
from importlib.metadata import version
from typing import Any, cast
from urllib.parse import quote_plus

from diglot.translate.engines.codes import code
from diglot.translate.engines.kinds import KINDS, Kind, constructor_options, is_loopback
from diglot.translate.engines.protocol import (
    BadTextError,
    Context,
    EngineError,
    FatalError,
    PageError,
    Traits,
    TransientError,
)
from diglot.translate.engines.web import Web, refused, unreachable


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
        self._options = constructor_options(name, kind, environ, url, proxy, email)
        self._own = threading.local()
        self._class, self._web = _load(kind, web or (Web(proxy=proxy) if proxy else None))
        self.traits = Traits(
            name=name,
            version=version("deep-translator"),
            max_chars=min(kind.max_chars, kind.max_bytes // (3 if kind.plain_bytes else 9)),
            concurrency=kind.concurrency,
            interval=kind.interval,
            requests_a_run=kind.requests_a_run,
            remote=not (name == "libretranslate" and is_loopback(url)),
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
        if last is not None and (name == "TranslationNotFound" or isinstance(error, ValueError)):
            return PageError("answered with a page that holds no translation")
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
