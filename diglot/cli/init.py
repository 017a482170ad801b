"""`diglot init`: a site of one's own, ready to build.

Invariant: writes into an empty or new folder only.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The new site's folder.")],
    github: Annotated[
        bool, typer.Option("--github", help="Add a workflow that publishes on GitHub Pages.")
    ] = False,
    demo: Annotated[
        bool, typer.Option("--demo", help="Begin with three articles to look at.")
    ] = False,
    eject_templates: Annotated[
        bool,
        typer.Option(
            "--eject-templates",
            help="Copy the built-in templates, to change them; also into a site that is there.",
        ),
    ] = False,
) -> int:
    """Make a new site.

    Examples:
      diglot init digest                      a site with a first article

      diglot init digest --github --demo      published by GitHub, with three articles

      diglot init . --eject-templates         in a site: a copy of the theme to change

    """
    from diglot.settings import FILE
    from diglot.starting import Wishes, create, eject

    if eject_templates and (folder / FILE).is_file() and not (github or demo):
        count = len(eject(folder))
        sys.stdout.write(f"{count} files of the theme are in {folder / 'templates'}\n")
        return 0
    written = create(folder, Wishes(github=github, demo=demo, templates=eject_templates))
    for name in written:
        if not name.startswith("templates/"):
            sys.stdout.write(f"{name}\n")
    if eject_templates:
        sys.stdout.write("templates/ (the whole theme)\n")
    steps = ["diglot serve --open"]
    if folder.resolve() != Path.cwd():
        steps.insert(0, f'cd "{folder}"' if " " in str(folder) else f"cd {folder}")
    sys.stdout.write("\nNext:\n" + "".join(f"  {step}\n" for step in steps))
    if github:
        sys.stdout.write(
            "  on GitHub: Settings, Pages, Source: GitHub Actions; then push to main\n"
        )
    return 0
