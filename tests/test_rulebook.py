"""Rules and tags are parsed anew where their files changed, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from diglot import clean, rulebook
from diglot.catalogue import tags
from diglot.catalogue.store import Store
from diglot.project import Project, locate

TAG = '[[tag]]\nslug = "harbour"\nzh = "港口"\nen = "Harbour"\nmatch = ["港口"]\n'
RULE = "hosts = ['example.org']\n\n[[drop]]\nmatch = '^[0-9]+ views$'\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "content" / "articles").mkdir(parents=True)
    (tmp_path / "content" / "rules").mkdir()
    return locate(tmp_path, None, None)


@pytest.fixture
def store(project: Project) -> Iterator[Store]:
    store = Store(project.cache)
    yield store
    store.close()


def _refuse(patch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("parsed again")

    patch.setattr(tags, "load", refused)
    patch.setattr(clean, "load_rules", refused)


def test_what_is_kept_is_what_was_read(
    project: Project, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.content / "tags.toml").write_text(TAG + "[[tag]]\nslug = 3\n", encoding="utf-8")
    (project.content / "rules" / "own.toml").write_text(RULE + "[[odd]]\n", encoding="utf-8")
    book, (registry, findings) = rulebook.rules(project, store), rulebook.tags(project, store)
    assert (registry, findings) == tags.load(project.content / "tags.toml")
    found = clean.load_rules(project.content / "rules")
    assert (book.digest, book.findings) == (found.digest, found.findings)
    assert findings
    assert book.findings
    _refuse(monkeypatch)
    assert rulebook.rules(project, store) == book
    assert rulebook.tags(project, store) == (registry, findings)


def test_a_changed_file_is_read(project: Project, store: Store) -> None:
    rules, (registry, _) = rulebook.rules(project, store), rulebook.tags(project, store)
    (project.content / "tags.toml").write_text(TAG, encoding="utf-8")
    (project.content / "rules" / "own.toml").write_text(RULE, encoding="utf-8")
    assert rulebook.rules(project, store).digest != rules.digest
    assert tags.tag(rulebook.tags(project, store)[0], "harbour")
    (project.content / "tags.toml").unlink()
    (project.content / "rules" / "own.toml").unlink()
    assert rulebook.rules(project, store) == rules
    assert rulebook.tags(project, store)[0] == registry


@pytest.mark.parametrize("name", ["rules", "tags"])
def test_damage_costs_time_alone(project: Project, store: Store, name: str) -> None:
    before = rulebook.rules(project, store), rulebook.tags(project, store)
    kept = store.meta(name)
    for damaged in (
        kept[:-9],
        kept[:9],
        kept.replace(b"a", b"b"),
        kept[:99] + b"\xff" + kept[100:],
    ):
        store.set_meta(name, damaged)
        assert (rulebook.rules(project, store), rulebook.tags(project, store)) == before


def test_all_is_read_anew_where_that_is_asked(
    project: Project, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rulebook.rules(project, store)
    _refuse(monkeypatch)
    with pytest.raises(AssertionError, match="parsed again"):
        rulebook.rules(project, store, anew=True)
