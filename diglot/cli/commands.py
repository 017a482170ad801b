"""Every command of the command line, by name; adding one is one module and one line here.

Invariant: what a command does is in its own module and imported when it runs.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module

import typer

COMMANDS = {
    "init": ("init.init", "Make a new site."),
    "add": ("add.add", "Capture articles: addresses, saved pages, files, feeds."),
    "build": ("build.build", "Build the site."),
    "serve": ("serve.serve", "Preview the site while you edit it."),
    "check": ("check.check", "List what is odd, and what to do about it."),
    "show": ("show.show", "Print everything known of one article."),
    "edit": ("edit.edit", "Correct one article."),
    "tags": ("tags.tags", "Count tags, and what has none."),
    "clean": ("clean_command.clean", "Explain what cleaning does."),
    "learn": ("clean_command.learn", "Learn what recurs on each site."),
    "translate": ("translate.translate", "Fill missing translations by machine."),
    "review": ("review.review", "See what to look at in one translation."),
    "status": ("review.status", "See how far the translations are."),
}
"""By name: module and function, and a line for the list of commands; in the order in which they are
needed."""


def attach(app: typer.Typer, wanted: str = "") -> None:
    """Register every command; where `wanted` is the name of one, that alone, in a fifth of the time."""
    for name in [wanted] if wanted in COMMANDS else COMMANDS:
        place, short = COMMANDS[name]
        function = _found(place)
        app.command(name, help=laid_out(function), short_help=short)(function)
    if wanted not in COMMANDS:
        from diglot.cli import review

        review.glossary.command("lint", help=laid_out(review.lint))(review.lint)
        app.add_typer(review.glossary, name="glossary")


def _found(place: str) -> Callable[..., int]:
    module, _, name = place.partition(".")
    function: Callable[..., int] = getattr(import_module(f"diglot.cli.{module}"), name)
    return function


def laid_out(function: Callable[..., object]) -> str:
    r"""A command's help, its examples a line each: click would set them as one paragraph.

    >>> laid_out(_found("build.build")).splitlines()[2:5]
    ['\x08', 'Examples:', '  diglot build                        build content/ into site/']
    """
    text, mark, examples = (inspect.getdoc(function) or "").partition("Examples:")
    lines = [line for line in examples.splitlines() if line.strip()]
    return text + ("\n".join(["\b", mark, *lines]) if mark else "")
