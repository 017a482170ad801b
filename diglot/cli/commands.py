"""Every command of the command line, by name; adding one is one module and one line here.

Invariant: what a command does is in its own module and imported when it runs.
"""

from __future__ import annotations

import typer

from diglot.cli import add, build, check, init, serve


def attach(app: typer.Typer) -> None:
    """Register every command."""
    app.command("add")(add.add)
    app.command("build")(build.build)
    app.command("check")(check.check)
    app.command("init")(init.init)
    app.command("serve")(serve.serve)
