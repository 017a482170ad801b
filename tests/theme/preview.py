"""Writes every page of the contexts as a folder that a browser can open: `python -m tests.theme.preview DIR`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from .contexts import every
from .stage import TEMPLATES, render


def main(folder: Path) -> None:
    """All pages lie side by side, so `root` is empty in each of them."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(TEMPLATES / "static", folder / "static", dirs_exist_ok=True)
    (folder / "media").mkdir(exist_ok=True)
    shutil.copy(Path(__file__).with_name("cover.svg"), folder / "media" / "3f2a.svg")
    for path, template, context in every():
        html = render(template, {**context, "root": ""})
        (folder / path).write_text(html, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
