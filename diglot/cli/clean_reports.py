"""What `diglot clean` prints: one capture explained, all of them counted.

Invariant: nothing is decided here; what is printed is what `diglot.clean` says.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from diglot.cli import output as out

if TYPE_CHECKING:
    from diglot.clean import Rules
    from diglot.clean.auditing import Audit
    from diglot.clean.retrying import Failure
    from diglot.cli.context import Site
    from diglot.model import Article, Document

SHOWN = 5
"""Captures named for each rule that took more than half of them."""


def explain(name: str, here: Site, *, as_json: bool) -> None:
    """Print what became of each block of one capture, and why."""
    from diglot.clean import explaining
    from diglot.cli import capture, lookup
    from diglot.cli.context import stock_of
    from diglot.cli.filling import rules_of

    there = (path for path in lookup.path_of(name, here.project) if _is_there(path, here))
    path = next(there, "")
    if not path:
        records = stock_of(here).records()
        path = lookup.find(records, name, here.project).path
    article, document = capture.read(path, here.project, here.settings)
    edit = capture.edit(path, here.project)
    keep, drop = frozenset(edit.keep), frozenset(edit.drop)
    found = explaining.explain(article, document, rules_of(here), keep=keep, drop=drop)
    if as_json:
        sys.stdout.write(out.json_text(found) + "\n")
    else:
        sys.stdout.write("".join(out.clean(line) + "\n" for line in explaining.lines(found)))


def _is_there(path: str, here: Site) -> bool:
    try:
        return path.endswith(".md") and (here.project.articles / path).is_file()
    except (OSError, ValueError):
        return False


def audit(here: Site, *, as_json: bool) -> None:
    """Print what each rule takes from all captures."""
    from diglot.clean import auditing
    from diglot.cli.filling import rules_of
    from diglot.cli.sweep import sweep

    rules = rules_of(here)
    found = auditing.audit(sweep(here, rules, auditing.use, "auditing"), rules)
    if as_json:
        table = {
            **found._asdict(),
            "uses": [each._asdict() for each in found.uses],
            "refused": dict(found.refused),
        }
        sys.stdout.write(out.json_text(table) + "\n")
    else:
        sys.stdout.write(_audited(found))


def _audited(found: Audit) -> str:

    lines = [f"{'captures':>9} {'blocks':>9}  rule"]
    for each in found.uses:
        gutted = f"  more than half of {len(each.gutted):,}" if each.gutted else ""
        lines.append(f"{each.captures:9,} {each.blocks:9,}  {each.rule}{gutted}")
        lines += [f"{'':21}{path}" for path in each.gutted[:SHOWN]]
    lines.append(f"{found.captures:,} captures, {found.doubtful:,} doubtful")
    lines += [f"refused: {rule} in {count:,} captures" for rule, count in found.refused.items()]
    if found.idle:
        lines.append(f"never fired: {', '.join(found.idle)}")
    return "".join(out.clean(line) + "\n" for line in lines)


def failed(here: Site, *, addresses: bool, as_json: bool) -> None:
    """Print failed captures, counted or as addresses to fetch again."""
    from diglot.clean.retrying import retry_list, tally

    failures = _failures(here)
    if addresses:
        sys.stdout.write(
            "".join(out.clean(each) + "\n" for each in retry_list(failures).split("\n")[:-1])
        )
        return
    rows = tally(failures)
    if as_json:
        table = [row._asdict() for row in rows]
        sys.stdout.write(out.json_text(table) + "\n")
        return
    for row in rows:
        line = f"{row.captures:7,}  {row.kind:18} {row.month or 'undated':7}  {row.source}"
        sys.stdout.write(out.clean(line) + "\n")
    sys.stdout.write(f"{len(failures):,} failed captures\n")


def _failures(here: Site) -> list[Failure]:
    """Captures that hold no article and have no readable twin."""
    from diglot.clean.retrying import Failure
    from diglot.cli.context import stock_of

    archive = stock_of(here).archive
    return [
        Failure(
            url=record.url,
            kind=record.failed,
            source=record.source,
            month=f"{day:%Y-%m}" if day else "",
        )
        for day, slips in archive.failed.items()
        for record in map(archive.whole, slips)
    ]


def predictions(here: Site, target: Path) -> None:
    """Write what is kept of every capture, one a line."""
    from diglot.cli.filling import rules_of
    from diglot.cli.sweep import sweep
    from diglot.errors import StorageError

    lines = sweep(here, rules_of(here), _predicted, "cleaning")
    try:
        with target.open("w", encoding="utf-8", newline="\n") as file:
            count = sum(bool(file.write(line + "\n")) for line in lines)
    except OSError as error:
        raise StorageError(f"{target}: {error.strerror}", "check the path") from None
    sys.stdout.write(f"{target}: {count:,} captures\n")


def _predicted(article: Article, document: Document, rules: Rules) -> str:
    """A capture's prediction, with the language that the catalogue finds."""
    from diglot.catalogue import language
    from diglot.clean.pipeline import clean
    from diglot.clean.predicting import prediction
    from diglot.languages import key_of

    blocks = clean(article, document, rules).blocks
    plain = "\n\n".join(block.text for block in blocks[:40])
    lang = language.detect(plain, article.title, article.lang)
    return prediction(article, document, rules, lang=key_of(lang))
