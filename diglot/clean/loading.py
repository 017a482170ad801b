"""From TOML files to `Rules`: the package's own, then the site's, which add to them.

Invariant: never raises for what a site wrote; a file that is wrong becomes a finding and is left
out.
"""

from __future__ import annotations

import hashlib
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from diglot.clean.ruleset import Fingerprint, Rules, WeChat
from diglot.model import Finding


def load_rules(site_rules: Path | None) -> Rules:
    """The package's rules and those in `site_rules` (`content/rules/`), ready to run."""
    digest = hashlib.sha1(usedforsecurity=False)
    tables: dict[str, dict[str, Any]] = {}
    findings: list[Finding] = []
    shipped = files("diglot.clean") / "rules"
    sources = [
        (entry.name, entry.read_text(encoding="utf-8"))
        for entry in sorted(shipped.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    ]
    if site_rules is not None and site_rules.is_dir():
        sources += [
            (f"rules/{path.name}", path.read_text(encoding="utf-8", errors="replace"))
            for path in sorted(site_rules.glob("*.toml"))
        ]
    for name, text in sources:
        digest.update(name.encode() + b"\0" + text.encode("utf-8", "surrogatepass") + b"\0")
        try:
            tables[name] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            findings.append(
                Finding(
                    path=name,
                    what=f"not TOML: {error}",
                    help="correct the file; its rules are not in use until then",
                    severity="error",
                    code="rule-syntax",
                )
            )
    wechat = tables.get("wechat.toml", {})
    return Rules(
        digest=digest.hexdigest(),
        fingerprints=tuple(
            Fingerprint(
                id=entry["id"],
                kind=entry["kind"],
                text=tuple(entry.get("text", ())),
                only=frozenset(entry.get("only", ())),
                max_chars=entry.get("max_chars", 1_000),
            )
            for table in tables.values()
            for entry in table.get("failed", ())
        ),
        wechat=WeChat(
            labels=frozenset(wechat.get("head", {}).get("labels", ())),
            repost=wechat.get("head", {}).get("repost", ""),
            footer=frozenset(wechat.get("footer", {}).get("start", ())),
            related=frozenset(wechat.get("related", {}).get("start", ())),
        ),
        findings=tuple(findings),
    )
