"""`diglot clean` and `diglot learn`: what cleaning does and why, over one capture or all of them.

Invariant: no capture is changed; `learn` writes `content/rules/learned.tsv` and nothing else.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

if TYPE_CHECKING:
    from diglot.clean import Rules
    from diglot.clean.auditing import Audit
    from diglot.clean.retrying import Failure
    from diglot.cli.context import Site
    from diglot.model import Article, Document

SHOWN = 5
"""Captures named for each rule that took more than half of them."""


def clean(
    explain: Annotated[
        Optional[str],  # noqa: UP045 - typer reads it at run time
        typer.Option(metavar="ARTICLE", help="Say of each block whether it stays, and why."),
    ] = None,
    audit: Annotated[
        bool, typer.Option("--audit", help="Count what each rule takes from all captures.")
    ] = False,
    failed: Annotated[
        bool, typer.Option("--failed", help="Count failed captures by kind, source and month.")
    ] = False,
    retry: Annotated[
        bool, typer.Option("--retry", help="List the addresses worth fetching again.")
    ] = False,
    predictions: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(metavar="FILE", help="Write what is kept of every capture, for scoring."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    content: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Folder of captures, or of `articles/` and what belongs to them."),
    ] = None,
) -> int:
    """Look at what cleaning does. Builds clean by themselves; this explains them.

    Examples:
      diglot clean --explain content/articles/2026/03/02/invoice.md

      diglot clean --audit

      diglot clean --retry > again.txt

    """
    from diglot.cli.context import site
    from diglot.errors import UsageError

    chosen = [bool(explain), audit, failed, retry, predictions is not None]
    if sum(chosen) != 1:
        what = "say one of --explain, --audit, --failed, --retry and --predictions"
        raise UsageError(what, "see diglot clean --help")
    here = site(content)
    if explain:
        _explain(explain, here, as_json=as_json)
    elif audit:
        _audit(here, as_json=as_json)
    elif predictions is not None:
        _predictions(here, predictions)
    else:
        _failed(here, addresses=retry, as_json=as_json)
    return 0


def learn(
    content: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Folder of `articles/` and what belongs to them."),
    ] = None,
) -> int:
    """Learn which blocks recur on each site or account, into content/rules/learned.tsv.

    Run it when many captures have been added, and commit the file: builds use it from then on.

    Examples:
      diglot learn

    """
    from diglot.clean.learning import count
    from diglot.clean.learning import learn as learned
    from diglot.clean.loading import LEARNED
    from diglot.cli.context import site
    from diglot.cli.filling import rules_of
    from diglot.cli.sweep import sweep
    from diglot.errors import StorageError, UsageError

    here = site(content)
    if here.project.bare:
        help = "put the captures into its folder `articles`"
        raise UsageError(f"{here.project.content} holds captures only", help)
    text = learned(sweep(here, rules_of(here), count, "learning"))
    path = here.project.content / "rules" / LEARNED
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}", "check permissions and space") from None
    groups = sum(line.startswith("@") for line in text.split("\n"))
    shown = path.relative_to(here.project.root) if path.is_relative_to(Path.cwd()) else path
    sys.stdout.write(f"{shown}: {groups:,} sites and accounts, {len(text.encode()):,} bytes\n")
    return 0


def _explain(name: str, here: Site, *, as_json: bool) -> None:
    from diglot.clean.explaining import explain, lines
    from diglot.cli import capture, lookup
    from diglot.cli import output as out
    from diglot.cli.context import stock_of
    from diglot.cli.filling import rules_of

    there = (path for path in lookup.path_of(name, here.project) if _is_there(path, here))
    path = next(there, "")
    if not path:
        records = (record for record, _ in stock_of(here).records)
        path = lookup.find(records, name, here.project).path
    article, document = capture.read(path, here.project, here.settings)
    edit = capture.edit(path, here.project)
    keep, drop = frozenset(edit.keep), frozenset(edit.drop)
    found = explain(article, document, rules_of(here), keep=keep, drop=drop)
    if as_json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("".join(out.clean(line) + "\n" for line in lines(found)))


def _is_there(path: str, here: Site) -> bool:
    try:
        return path.endswith(".md") and (here.project.articles / path).is_file()
    except (OSError, ValueError):
        return False


def _audit(here: Site, *, as_json: bool) -> None:
    from diglot.clean.auditing import audit, use
    from diglot.cli.filling import rules_of
    from diglot.cli.sweep import sweep

    rules = rules_of(here)
    found = audit(sweep(here, rules, use, "auditing"), rules)
    if as_json:
        table = {
            **found._asdict(),
            "uses": [each._asdict() for each in found.uses],
            "refused": dict(found.refused),
        }
        sys.stdout.write(json.dumps(table, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(_audited(found))


def _audited(found: Audit) -> str:
    from diglot.cli import output as out

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


def _failed(here: Site, *, addresses: bool, as_json: bool) -> None:
    from diglot.clean.retrying import retry_list, tally
    from diglot.cli import output as out

    failures = _failures(here)
    if addresses:
        sys.stdout.write(retry_list(failures))
        return
    rows = tally(failures)
    if as_json:
        table = [row._asdict() for row in rows]
        sys.stdout.write(json.dumps(table, ensure_ascii=False, indent=1) + "\n")
        return
    for row in rows:
        line = f"{row.captures:7,}  {row.kind:18} {row.month or 'undated':7}  {row.source}"
        sys.stdout.write(out.clean(line) + "\n")
    sys.stdout.write(f"{len(failures):,} failed captures\n")


def _failures(here: Site) -> list[Failure]:
    """Captures that hold no article and have no readable twin."""
    from diglot.clean.retrying import Failure
    from diglot.cli.context import stock_of

    return [
        Failure(
            url=record.url,
            kind=record.failed,
            source=record.source,
            month=f"{day:%Y-%m}" if day else "",
        )
        for day, records in stock_of(here).archive.failed.items()
        for record in records
    ]


def _predictions(here: Site, target: Path) -> None:
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
    from diglot.clean import clean
    from diglot.clean.predicting import prediction

    blocks = clean(article, document, rules).blocks
    plain = "\n\n".join(block.text for block in blocks[:40])
    lang = language.detect(plain, article.title, article.lang)
    return prediction(article, document, rules, lang=lang)
