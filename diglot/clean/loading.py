"""From rule files to `Rules`: the package's own, then the site's, which add to them or replace
the one of the same name; and the profile the site has learned.

Invariant: never raises for what a site wrote; a rule that is wrong becomes a finding and is left
out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from diglot.clean.profile import Profile, parse
from diglot.clean.rulefile import RuleFile, read
from diglot.clean.ruleset import CHINESE, GENERIC, Rules, Ruleset
from diglot.model import Finding

LEARNED = "learned.tsv"


def load_rules(site_rules: Path | None) -> Rules:
    """The package's rules and those in `site_rules` (`content/rules/`), ready to run."""
    digest = hashlib.sha1(usedforsecurity=False)
    found: dict[str, RuleFile] = {}
    findings: list[Finding] = []
    shipped = files("diglot.clean") / "rules"
    texts = [
        (entry.name, entry.read_text(encoding="utf-8"), True)
        for entry in sorted(shipped.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    ]
    profile = Profile()
    if site_rules is not None and site_rules.is_dir():
        for path in sorted(site_rules.glob("*.toml")):
            text = path.read_text(encoding="utf-8", errors="replace")
            texts.append((f"rules/{path.name}", text, False))
        if (learned := site_rules / LEARNED).is_file():
            text = learned.read_text(encoding="utf-8", errors="replace")
            digest.update(text.encode())
            profile, wrong = parse(text)
            findings += [_unlearned(line, what) for line, what in wrong[:5]]
    for name, text, ours in texts:
        digest.update(f"{name}\0{text}\0".encode())
        rule_file, mistakes = read(name, text, ours=ours)
        found[rule_file.stem] = rule_file
        findings += mistakes
    for rule_file in found.values():
        findings += [
            Finding(
                path=f"rules/{rule_file.stem}.toml",
                what=f"`extends` names {parent}, which is no rule file",
                help=f"there are: {', '.join(sorted(found))}",
                severity="error",
                code="rule-invalid",
            )
            for parent in rule_file.extends
            if parent not in found
        ]
    return Rules(
        digest=digest.hexdigest(),
        fingerprints=tuple(f for rule_file in found.values() for f in rule_file.failed),
        sets={
            **{stem: _merged((stem,), found) for stem in {**found, GENERIC: None}},
            **{
                f"{stem}+{CHINESE}": _merged((stem, CHINESE), found)
                for stem in (GENERIC, *(s for s, rule_file in found.items() if rule_file.marks))
            },
        },
        hosts={host: stem for stem, rule_file in found.items() for host in rule_file.hosts},
        marks=tuple((m, stem) for stem, rule_file in found.items() for m in rule_file.marks),
        profile=profile,
        findings=tuple(findings),
    )


def _merged(stems: tuple[str, ...], found: Mapping[str, RuleFile]) -> Ruleset:
    """Files with all that they extend, their own first; everything extends `generic`."""
    chain: list[RuleFile] = []
    waiting = list(stems)
    while waiting:
        name = waiting.pop(0)
        if name in found and found[name] not in chain:
            chain.append(found[name])
            waiting += found[name].extends
    if GENERIC in found and found[GENERIC] not in chain:
        chain.append(found[GENERIC])
    later = chain[::-1]
    return Ruleset(
        name="+".join(stems),
        title=all(f.title for f in chain),
        least=next((f.least for f in chain if f.least), 0),
        start=tuple(e for f in chain for e in f.start),
        end=tuple(e for f in chain for e in f.end),
        drop=tuple(e for f in chain for e in f.drop),
        keep=tuple(e for f in chain for e in f.keep),
        meta=tuple(e for f in chain for e in f.meta),
        furniture={w.lower(): f"{f.stem}:furniture" for f in later for w in f.furniture},
        closing={word: rule for f in later for word, rule in f.closing},
        related={w.lower(): f"{f.stem}:related" for f in later for w in f.related},
        promo=tuple(dict.fromkeys(w for f in chain for w in f.promo)),
        link_hosts=tuple(pair for f in chain for pair in f.link_hosts),
        sure=frozenset(rule for f in chain for rule in f.sure),
        wechat=next((f.wechat for f in chain if f.wechat), None),
    )


def _unlearned(line: int, what: str) -> Finding:
    return Finding(
        path=f"rules/{LEARNED}",
        line=line,
        what=what,
        help="`diglot learn` writes the file anew",
        severity="error",
        code="rule-invalid",
    )
