"""Every command of the command line, by name; adding one is one module and one line here.

Invariant: what a command does is in its own module and imported when it runs.
"""

from __future__ import annotations

import typer

from diglot.cli import (
    add,
    build,
    check,
    clean_command,
    edit,
    init,
    review,
    serve,
    show,
    tags,
    translate,
)


def attach(app: typer.Typer) -> None:
    """Register every command."""
    app.command("add")(add.add)
    app.command("build")(build.build)
    app.command("check")(check.check)
    app.command("clean")(clean_command.clean)
    app.command("edit")(edit.edit)
    app.command("init")(init.init)
    app.command("learn")(clean_command.learn)
    app.command("review")(review.review)
    app.command("serve")(serve.serve)
    app.command("show")(show.show)
    app.command("status")(review.status)
    app.command("tags")(tags.tags)
    app.command("translate")(translate.translate)
    app.add_typer(review.glossary, name="glossary")
