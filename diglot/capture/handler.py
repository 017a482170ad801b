"""The dialect for whoever reads captures with python-frontmatter.

Invariant: values are those that a build reads.
"""

from __future__ import annotations

import re
from typing import Any

from frontmatter.default_handlers import BaseHandler

from diglot.capture.dialect import load, load_toml
from diglot.capture.matter import split


class CaptureHandler(BaseHandler):
    """python-frontmatter's view of the dialect: `frontmatter.load(f, handler=CaptureHandler())`."""

    FM_BOUNDARY = re.compile(r"^(?:-{3}|\+{3})\s*$", re.MULTILINE)

    def detect(self, text: str) -> bool:
        """Whether the text opens with either mark."""
        return text.startswith(("---\n", "+++\n"))

    def split(self, text: str) -> tuple[str, str]:
        """Front matter (with its mark, so that `load` knows the kind) and body."""
        parts = split(text)
        return ("+++\n" if parts.toml else "---\n") + parts.matter, parts.body

    def load(self, matter: str) -> dict[str, Any]:
        """Values by key."""
        reader = load_toml if matter.startswith("+++") else load
        return dict(reader(matter[4:])[0])
