"""From an engine's name in the settings to the engine, importing no other.

Invariant: keys come from the environment only, and `redact` knows each of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from diglot.translate.engines.protocol import Engine, FatalError

NAMES = ("google", "mymemory", "libretranslate", "microsoft", "baidu", "papago", "openai", "pseudo")
_KEY_NAME = re.compile(r"KEY|TOKEN|SECRET|APPID|CLIENT_ID|PASSWORD")
_IN_TEXT = re.compile(
    r"(?i)((?:api_?key|auth_?key|access_?token|key|token|secret)=)[^&\s'\"]+|(Bearer\s+)[\w.~+/=*-]+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineChoice:
    """Which engine, as the settings or the command say."""

    name: str = "google"
    url: str = ""
    """Base URL of a server of one's own (`libretranslate`, `openai`)."""
    model: str = ""
    """For `openai`."""
    proxy: str = ""
    """HTTP proxy for whatever is not on this machine."""
    email: str = ""
    """Raises MyMemory's daily limit."""


def open_engine(choice: EngineChoice, environ: Mapping[str, str]) -> Engine:
    """The engine. Raises FatalError for an unknown name or a missing key, saying what to do."""
    if choice.name == "pseudo":
        from diglot.translate.engines.pseudo import PseudoEngine

        return PseudoEngine()
    if choice.name == "openai":
        from diglot.translate.engines.chat import ChatEngine

        return ChatEngine(url=choice.url, model=choice.model, environ=environ, proxy=choice.proxy)
    if choice.name in NAMES:
        from diglot.translate.engines.deep import DeepEngine

        return DeepEngine(
            choice.name,
            environ=environ,
            url=choice.url,
            proxy=choice.proxy,
            email=choice.email,
        )
    near = get_close_matches(choice.name, NAMES, 1)
    hint = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(NAMES)}"
    raise FatalError(f"there is no such engine: {hint}")


def redact(text: str, environ: Mapping[str, str]) -> str:
    """The text without any value of an environment variable that is named like a key.

    >>> redact("denied for s3cr3t-9 ?api_key=abc", {"OPENAI_API_KEY": "s3cr3t-9"})
    'denied for *** ?api_key=***'
    """
    for name, value in environ.items():
        if len(value) >= 6 and _KEY_NAME.search(name.upper()):
            text = text.replace(value, "***")
    return _IN_TEXT.sub(lambda match: (match[1] or match[2]) + "***", text)
