"""The application that commands are attached to, and the one place where errors become words.

Invariant: a mistake of the user's ends in one message and the exit code that docs name; never in a
traceback. A command's modules are imported when it runs, so that `--help` is quick.

Exit codes: 0 done; 1 findings under `--strict` or from `check`; 2 wrong call or settings;
3 stopped part-way and resumable; 4 could not read or write; 5 another build holds the lock.
"""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated, Optional

import typer

import diglot
from diglot import collector
from diglot.cli import output
from diglot.cli.commands import attach
from diglot.errors import DiglotError, StorageError

STOPPED = 3


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"diglot {diglot.__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        Optional[bool],  # noqa: UP045 - typer reads it at run time
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = None,
) -> None:
    """A bilingual archive from captured articles: cleaned, tagged, translated, published."""


def application(wanted: str = "") -> typer.Typer:
    """The command line; where `wanted` is the name of a command, with that command alone."""
    app = typer.Typer(
        name="diglot",
        help=_options.__doc__,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    attach(app, wanted)
    return app


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    _speak_utf8()
    collector.seldom()
    app = application(arguments[0] if arguments else "")
    try:
        code = app(arguments, standalone_mode=False)
    except DiglotError as error:
        output.failure(error.what, error.help)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        output.failure("stopped", "run the same command again to go on")
        sys.exit(STOPPED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        output.failure(f"{place}{error.strerror or error}", "check free space and permissions")
        sys.exit(StorageError.exit_code)
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        _explain(error)
        sys.exit(2)
    sys.exit(code or 0)


def _explain(error: Exception) -> None:
    """What is wrong with a call, as click has it; without any words, the help itself."""
    message: str = error.format_message()  # type: ignore[attr-defined]  # asked before
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(message.rstrip() + "\n")
        return
    path = context.command_path if context is not None else "diglot"
    output.failure(message, f"{path} --help")


def _speak_utf8() -> None:
    """Chinese titles reach a file or a pipe whole, whatever the system's own code page (Windows)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
