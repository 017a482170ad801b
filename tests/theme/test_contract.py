"""docs/theming.md is what theme authors rely on, so it may not fall behind the templates."""

from __future__ import annotations

import re

import jinja2.defaults
import pytest
from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

from .contexts import every
from .stage import TEMPLATES, templates

TEXT = (TEMPLATES.parent / "docs" / "theming.md").read_text(encoding="utf-8")
EVERYWHERE = {"site", "page", "root", "langs", "around"}
PAGES = sorted(path.name for path in TEMPLATES.glob("*.html") if path.name != "base.html")


def section(title: str) -> str:
    found = re.search(rf"^##+ {re.escape(title)}\n(.*?)(?=^##|\Z)", TEXT, re.S | re.M)
    assert found, title
    return found[1]


def named(text: str) -> set[str]:
    return set(re.findall(r"^\| `(\w+)`", text, re.M))


@pytest.mark.parametrize("template", PAGES)
def test_variables_are_those_that_are_used_and_given(template: str) -> None:
    tree = templates().parsed(template)
    imported = {name for node in tree.find_all(nodes.FromImport) for name in node.names}
    macros = {name[1] if isinstance(name, tuple) else name for name in imported}
    used = find_undeclared_variables(tree) - EVERYWHERE - templates().functions - macros
    documented = named(section(template))
    assert used <= documented
    for _, rendered, context in every():
        if rendered == template:
            assert set(context) - EVERYWHERE == documented


def test_blocks_and_macros() -> None:
    base = templates().parsed("base.html")
    blocks = {node.name for node in base.find_all(nodes.Block)}
    assert named(section("Blocks of base.html")) == blocks
    table = section("Macros")
    for path in sorted((TEMPLATES / "parts").glob("*.html")):
        assert f"`parts/{path.name}`" in table
    for file, macros in re.findall(r"^\| `(parts/\w+\.html)` \| (.*) \|$", table, re.M):
        tree = templates().parsed(file)
        assert set(re.findall(r"`(\w+)`", macros)) <= {m.name for m in tree.find_all(nodes.Macro)}


def test_functions() -> None:
    own = templates().functions - set(jinja2.defaults.DEFAULT_NAMESPACE)
    assert set(re.findall(r"^\| `(\w+)\(", section("What every template may call"), re.M)) == own
