from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from diglot.errors import UsageError
from diglot.publish.engine import Engine
from diglot.publish.templates import Templates
from diglot.publish.theme import Theme, package_folder
from diglot.publish.views import Ref
from tests.sites import Site, capture

REF = Ref(name="R&D", href="a.html")
SAME = {
    "{{ ref.name }}": "R&amp;D",
    "{{ ref['name'] }}": "R&amp;D",
    "{{ list[1] }}{{ list[-1] }}{{ list[:2]|length }}": "232",
    "{{ words.a }}{{ words['b'] }}": "12",
    "{{ ref.gone is defined }}{{ ref.gone|default('none') }}": "Falsenone",
    "{{ words.gone is defined }}{{ words['gone']|default('none') }}": "Falsenone",
    "{{ list[9]|default('none') }}": "none",
    "{{ odd.class }}{{ odd.items() | list | length }}": "c1",
    "{% set f = _ %}{{ f('Tags') }}{{ _('Tags') }}": "TagsTags",
    "{% set f = asset %}{{ f('a.css') }}": "../static/a.css",
    "{{ n('%(num)s minute', '%(num)s minutes', 2, num=2) }}": "2 min read",
    "{{ n('%(num)s minute', '%(num)s minutes', 2, lang='en', num=2) }}": "2 min read",
    "{% set f = n %}{{ f('%(num)s minute', '%(num)s minutes', 2, lang='en', num=2) }}": "2 min read",
    "{% macro m(a, b=1) %}{{ a }}{{ b }}{{ varargs }}{% endmacro %}{{ m(1, 2, 3) }}": "12(3,)",
    "{% macro m(a, b=1) %}{{ a }}{{ b }}{{ kwargs }}{% endmacro %}{{ m(1, c=2) }}": (
        "11{&#39;c&#39;: 2}"
    ),
    "{% macro m(a) %}<{{ a }}>{% endmacro %}{{ m('&') }}{{ m(a='&') }}": "<&amp;><&amp;>",
    "{% macro m(a) %}{{ caller(a) }}{% endmacro %}{% call(x) m('&') %}<{{ x }}>{% endcall %}": (
        "<&amp;>"
    ),
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m('&')|upper }}": "&AMP;",
    "{% autoescape false %}{% macro m(a) %}{{ a }}{% endmacro %}{{ m('&') }}{% endautoescape %}": (
        "&"
    ),
    "{% for x in [1, [2, [3]]] recursive %}{% if x is iterable %}{{ loop(x) }}{% else %}{{ x }}"
    "{{ loop.cycle('a', 'b') }}{% endif %}{% endfor %}": "1a2a3a",
    "{% set ns = namespace(at=1) %}{% set ns.at = ns.at + 1 %}{{ ns.at }}": "2",
    "{% set l = [] %}{% do l.append('<') %}{{ l[0] }}": "&lt;",
    "{{ ref.name.startswith('R') }}{{ ''.join(['a', 'b']) }}": "Trueab",
    "{{ 5.0.is_integer() }}{{ 'a'.upper() }}": "TrueA",
    "{% block one %}{{ ref.name }}{% endblock %}{{ self.one() }}": "R&amp;DR&amp;D",
    "{% for x in list if x > 1 %}{{ loop.index }}{{ _('Tags') }}{% endfor %}": "1Tags2Tags",
}
"""Templates, and what Jinja makes of them."""


def templates(folder: Path, text: str) -> Engine:
    (folder / "page.html").write_text(text, encoding="utf-8")
    return Engine(Templates(Theme(folders=(folder, package_folder())), ("zh", "en")))


def variables() -> dict[str, Any]:
    class Page:
        lang = "en"

    return {
        "ref": REF,
        "list": (1, 2, 3),
        "words": {"a": 1, "b": 2},
        "odd": {"class": "c"},
        "page": Page(),
        "root": "../",
    }


@pytest.mark.parametrize("text", SAME)
def test_a_template_gives_what_jinja_gives(text: str, tmp_path: Path) -> None:
    made = templates(tmp_path, text)
    for _ in range(2):
        assert made.render("page.html", variables()) == SAME[text]
        assert made.render_as_jinja_does("page.html", variables()) == SAME[text]


def test_what_is_there_is_taken_directly(tmp_path: Path) -> None:
    made = templates(tmp_path, "{{ ref.name }}{{ list[1] }}{{ _('Tags') }}{{ t('Tags', 'en') }}")
    made.render("page.html", variables())
    assert made.odd == frozenset()


def test_what_is_not_there_is_asked_as_jinja_asks(tmp_path: Path) -> None:
    made = templates(tmp_path, "{{ ref.gone is defined }}")
    made.render("page.html", variables())
    assert made.odd == {"page.html"}


def test_no_page_of_a_site_asks_for_what_is_not_there(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def render(self: Engine, name: str, variables: dict[str, Any]) -> str:
        raise AssertionError(name)

    monkeypatch.setattr(Engine, "render_as_jinja_does", render)
    for number in range(3):
        site.article(f"{number}.md", capture(f"港口 {number}"))
    assert site.build().printed.pages > 9


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\n{{ ref.gone }}", "templates/page.html:2: 'diglot.publish.views.Ref object' has no"),
        ("\n\n{{ gone }}", "templates/page.html:3: 'gone' is undefined"),
        ("\n{{ gone.more }}", "templates/page.html:2: 'gone' is undefined"),
        ("{{ words[0] }}", "templates/page.html:1: dict object has no element 0"),
        ("\n{{ list() }}", "templates/page.html:2: 'tuple' object is not callable"),
        ("\n{% if %}", "templates/page.html:2: Expected an expression"),
        ("{% include 'gone.html' %}", "templates/gone.html is not there"),
    ],
)
def test_errors_are_told_as_jinja_tells_them(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        templates(tmp_path, text).render("page.html", variables())
    assert str(raised.value).startswith(told)
