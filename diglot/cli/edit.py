"""`diglot edit`: open or start the corrections of one article.

Invariant: a file that holds no correction in the end is not left behind; one that was there is
never overwritten.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

if TYPE_CHECKING:
    from diglot.record import Record

_START = """\
# Corrections to {path}
# Take the # away from what you correct; docs/authoring.md explains each. The rest is as derived.

# title = {title}
# title_zh = ""
# title_en = ""
# summary_zh = ""
# summary_en = ""
# date = {date}
# lang = "{lang}"
# hide = true
# tags_add = [""]
# tags_remove = [{tags}]
# keep = [""]   # hashes of blocks, from: diglot clean --explain {quoted}
# drop = [""]
"""


def edit(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="Its path, its id, its page or its address.")
    ],
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Write the file and print its path, nothing more.")
    ] = False,
    content: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option(help="Folder of `articles/` and what belongs to them."),
    ] = None,
) -> int:
    """Open an article's corrections in $VISUAL or $EDITOR, or start them with what is known.

    Examples:
      diglot edit content/articles/2026/03/02/invoice.md

      diglot edit k3xyzabcde --no-open

    """
    from diglot.catalogue import edits
    from diglot.cli import lookup
    from diglot.cli import output as out
    from diglot.cli.context import site, stock_of
    from diglot.errors import UsageError

    here = site(content)
    project = here.project
    if project.bare:
        help = "put the captures into its folder `articles`"
        raise UsageError(f"{project.content} holds captures only; edits have no place there", help)
    stock = stock_of(here)
    record = lookup.find(stock.records(), article, project)
    card = stock.archive.by_id.get(record.id)
    name = f"edits/{record.path.removesuffix('.md')}.toml"
    path = project.content / name
    start = started(record, card.tags if card else ())
    if not path.is_file():
        _write(path, start)
    if not no_open:
        _open(path)
    written = path.read_bytes()
    if not no_open and written.decode("utf-8", "replace").replace("\r\n", "\n") == start:
        path.unlink()
        sys.stdout.write("nothing corrected\n")
        return 0
    shown = path.relative_to(project.root) if path.is_relative_to(project.root) else path
    sys.stdout.write(out.clean(str(shown)) + "\n")
    _, findings = edits.parse(written, name)
    out.report(findings)
    return 1 if findings else 0


def started(record: Record, tags: tuple[str, ...]) -> str:
    """The beginning of an edit: every field as a comment, with what is known of the article."""
    from diglot.cli.output import clean

    return _START.format(
        path=clean(f"articles/{record.path}"),
        title=_quoted(record.title),
        date=record.day.isoformat() if record.day else "2026-01-01",
        lang=record.lang,
        tags=", ".join(_quoted(tag) for tag in tags),
        quoted=clean(shlex.quote(record.path)),
    )


def _quoted(text: str) -> str:
    """A text as TOML writes it on one line."""
    from diglot.cli.output import clean

    return '"' + clean(text.replace("\\", "\\\\").replace('"', '\\"')) + '"'


def _write(path: Path, text: str) -> None:
    from diglot.errors import StorageError

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}", "check permissions and space") from None


def _open(path: Path) -> None:
    """Wait for the editor that the environment names."""
    from diglot.errors import UsageError

    usual = "notepad" if os.name == "nt" else "vi"
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or usual
    try:
        words = shlex.split(command, posix=os.name != "nt")
        subprocess.run([*words, str(path)], check=True)  # noqa: S603 - the user's own editor
    except (OSError, ValueError) as error:
        help = f"set EDITOR, or open {path} yourself"
        raise UsageError(f"{command}: {error}", help) from None
    except subprocess.CalledProcessError as error:
        help = f"what was saved is in {path}"
        raise UsageError(f"{command} ended with {error.returncode}", help) from None
