from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from jinja2.ext import extract_from_ast

from .stage import TEMPLATES, WORDS, catalog, templates

LANGUAGES = sorted(path.stem for path in (TEMPLATES / "locale").glob("*.po"))
PUBLISH = Path(__file__).parents[2] / "diglot" / "publish"


@cache
def in_templates() -> dict[str, tuple[str, ...]]:
    """msgid → (msgid,) or (msgid, msgid_plural), as the templates call for them."""
    found = {}
    for path in sorted(TEMPLATES.rglob("*.html")):
        tree = templates().parsed(path.relative_to(TEMPLATES).as_posix())
        for _, function, strings in extract_from_ast(tree, WORDS, babel_style=False):
            words = tuple(word for word in strings or () if word is not None)
            plural = function in {"n", "both_n"}
            found[words[0]] = words[:2] if plural else words[:1]
    return found


@cache
def in_code() -> frozenset[str]:
    """Every string constant of the publisher, whose own words stand in the same catalogues."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in PUBLISH.rglob("*.py"))
    return frozenset(
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def test_there_are_words_and_languages() -> None:
    assert {"zh", "en"} <= set(LANGUAGES)
    assert len(in_templates()) > 50


@cache
def called_in_code() -> frozenset[str]:
    """Msgids that the publisher asks for by name: `templates.text("Archive", lang)`."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in PUBLISH.rglob("*.py"))
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
    return frozenset(
        each.value
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in {"text", "count"}
        and call.args
        for each in ast.walk(call.args[0])
        if isinstance(each, ast.Constant)
        and isinstance(each.value, str)
        and each.value[:1].isupper()
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_catalogue_has_every_word_and_no_other(lang: str) -> None:
    ids = {m.id[0] if isinstance(m.id, tuple) else m.id for m in catalog(lang) if m.id}
    assert set(in_templates()) - ids == set()
    assert called_in_code() - ids == set()
    assert ids - set(in_templates()) - in_code() == set()


def forms_of(message: Message) -> tuple[str, ...]:
    words = message.string or ""
    return (words,) if isinstance(words, str) else tuple(str(form or "") for form in words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_entries_are_complete_and_keep_their_names(lang: str) -> None:
    for message in catalog(lang):
        if not message.id:
            continue
        plural = isinstance(message.id, tuple)
        forms = forms_of(message)
        msgid = str(message.id[0] if plural else message.id)
        assert not message.fuzzy, msgid
        assert all(forms), msgid
        assert len(forms) == (catalog(lang).num_plurals if plural else 1), msgid
        names = set(re.findall(r"%\(\w+\)s", msgid))
        assert all(set(re.findall(r"%\(\w+\)s", form)) == names for form in forms), msgid
        assert all(re.sub(r"%\(\w+\)s", "", form).count("%") == 0 for form in forms), msgid


@pytest.mark.parametrize("lang", LANGUAGES)
def test_plurals_are_declared_where_they_are_used(lang: str) -> None:
    for words in in_templates().values():
        message = catalog(lang).get(words[0])
        assert message
        assert isinstance(message.id, tuple) == (len(words) == 2), words


def test_chinese_is_chinese() -> None:
    odd = [m.id for m in catalog("zh") if m.id and not re.search("[一-鿿]", "".join(forms_of(m)))]
    assert odd == []
