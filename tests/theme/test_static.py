from __future__ import annotations

import gzip
import re
from xml.etree import ElementTree

import pytest

from .stage import TEMPLATES

STATIC = TEMPLATES / "static"


@pytest.mark.parametrize(("name", "limit"), [("site.css", 4000), ("site.js", 1000)])
def test_weight_of_what_every_page_loads(name: str, limit: int) -> None:
    assert len(gzip.compress((STATIC / name).read_bytes(), 9)) <= limit


def test_sheet_loads_nothing_and_closes_what_it_opens() -> None:
    css = (STATIC / "site.css").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|https?:", css)
    assert css.count("{") == css.count("}")


def test_page_script_makes_no_html_and_no_requests() -> None:
    script = (STATIC / "site.js").read_text(encoding="utf-8")
    assert not re.search(
        r"innerHTML|insertAdjacent|document\.write|eval|fetch|XMLHttp|keydown", script
    )


def test_icon_is_a_drawing_without_script() -> None:
    root = ElementTree.parse(STATIC / "favicon.svg").getroot()  # noqa: S314 - our own file
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
        "svg",
        "title",
        "rect",
        "g",
        "path",
    }
