"""From the command line through the real deep-translator to PO files and the page."""

from __future__ import annotations

import socket

import pytest

from tests.cli.run import CommandLine
from tests.sites import TEXT, Site, capture
from tests.translate.server import Server, translated

SETTINGS = '[translate]\nengine = "libretranslate"\nurl = "{url}"\n'
MORE = "调查人员说，第四艘船在凌晨三点离开了港口。"


@pytest.fixture
def translatable(site: Site) -> Site:
    site.article("2024/03/05/a.md", capture("港口夜查", f"{TEXT['zh']}\n\n{MORE}\n"))
    return site


def test_build_translate_end_to_end(translatable: Site, run: CommandLine) -> None:
    with Server() as server:
        translatable.write("diglot.toml", SETTINGS.format(url=server.url))
        done = run(translatable.root, "build", "--translate", "-j", "0")
        assert done.code == 0, done.err
        asked = len(server.requests)
        again = run(translatable.root, "build", "--translate", "-j", "0")
        assert len(server.requests) == asked, "nothing is sent twice"
        assert again.code == 0
    page = translatable.article_page("港口夜查")
    assert translated(MORE) in page
    po = (translatable.root / "content/translations/en/2024/03/05/a.po").read_text("utf-8")
    assert "#, fuzzy" in po
    assert "# diglot: engine=" in po


def test_a_persons_words_are_never_touched(translatable: Site, run: CommandLine) -> None:
    po = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"\n\n'
        f'msgctxt "text"\nmsgid "{MORE}"\nmsgstr "A person wrote this."\n'
    )
    translatable.write("content/translations/en/2024/03/05/a.po", po)
    assert run(translatable.root, "translate", "--engine", "pseudo").code == 0
    stored = (translatable.root / "content/translations/en/2024/03/05/a.po").read_text("utf-8")
    assert 'msgstr "A person wrote this."' in stored
    assert stored.count("msgctxt") == 3


def test_a_plan_sends_nothing(
    translatable: Site, run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a plan opened a socket")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    done = run(translatable.root, "translate", "--plan", "--engine", "google")
    assert done.code == 0, done.err
    assert "text leaves this machine" in done.out
    assert "Nothing was sent." in done.out
    assert not (translatable.root / "content/translations").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["translate", "nowhere.md"], "no published article"),
        (["translate", "--engine", "goggle"], "no engine"),
        (["translate", "--since", "soon"], "2022-12-27"),
        (["status", "--by", "moon"], "language, source or month"),
        (["review", "nowhere.md"], "no published article"),
    ],
)
def test_mistakes_are_words(
    translatable: Site, run: CommandLine, words: list[str], said: str
) -> None:
    done = run(translatable.root, *words)
    assert done.code == 2
    assert said in done.err


def test_review_status_and_one_segment_again(translatable: Site, run: CommandLine) -> None:
    run(translatable.root, "translate", "--engine", "pseudo")
    assert (
        "1 of 1 articles translated; 3 segments, 0 by people"
        in run(translatable.root, "status").out
    )
    shown = run(translatable.root, "review", "2024/03/05/a.md").out
    assert "3 of 3 to look at" in shown
    done = run(translatable.root, "translate", "2024/03/05/a.md#1", "--again", "--engine", "pseudo")
    assert done.code == 0
    assert run(translatable.root, "translate", "--check").code == 0


def test_glossary_lint_points_at_the_place(translatable: Site, run: CommandLine) -> None:
    translatable.write(
        "content/glossary.csv",
        "id,zh,en,kind,accepted,note\ndoc,文件,paper,term,,\ndoc,份文,paper,suspect,,A slip.\n",
    )
    done = run(translatable.root, "glossary", "lint")
    assert done.code == 1
    assert "2024/03/05/a.md:11:19:" in done.err
