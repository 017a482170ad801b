"""From the command line through the real deep-translator to PO files and the page."""

from __future__ import annotations

import re
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
        (["translate", "nowhere.md"], "there is no article"),
        (["translate", "--engine", "goggle"], "did you mean google?"),
        (["translate", "--since", "soon"], "2022-12-27"),
        (["status", "--by", "moon"], "language, source or month"),
        (["review", "nowhere.md"], "there is no article"),
        (["translate", "a.md#1"], "with --again it is made anew"),
        (["translate", "a.md", "--again"], "ARTICLE#NUMBER"),
        (["translate", "--again"], "ARTICLE#NUMBER"),
        (["translate", "--to", "fr"], "it has zh, en"),
        (["translate", "--source", "港口观測"], "did you mean 港口观察"),
        (["translate", "--engine", "libretranslate"], "needs a server"),
        (["translate", "--engine", "openai"], "OPENAI_API_KEY"),
        (["review", "a.md", "--to", "it"], "try en"),
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
        "1 of 1 article translated; 3 segments, 0 by people" in run(translatable.root, "status").out
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


def test_an_article_is_named_as_everywhere_else(translatable: Site, run: CommandLine) -> None:
    for name in ("a.md", "2024/03/05/a", "2024/03", "content/articles/2024/03/05/a.md"):
        plan = run(translatable.root, "translate", name, "--plan")
        assert "1 of 1 article" in plan.out, plan.err
    assert run(translatable.root, "build", "-j", "0").code == 0
    (page,) = [
        path.relative_to(translatable.output).as_posix()
        for path in translatable.output.glob("a/*/*.html")
    ]
    assert "1 of 1 article" in run(translatable.root, "translate", page, "--plan").out
    assert run(translatable.root, "translate", "--engine", "pseudo").code == 0
    assert "Nothing to translate" in run(translatable.root, "translate").out


@pytest.mark.parametrize(
    ("settings", "words", "cost"),
    [
        ("prices = { google = 20.0 }\ncurrency = 'EUR'", (), "about 0.00 EUR"),
        ("prices = { google = 1e6 }", (), r"about \d{2}\.00 USD"),
        ("prices = { google = 20.0 }", ("--engine", "pseudo"), "free"),
        ("", (), "free"),
        ("", ("--engine", "microsoft"), "cost unknown: .* no price for microsoft"),
    ],
)
def test_a_plan_reckons_with_the_engines_price(
    translatable: Site,
    run: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    settings: str,
    words: tuple[str, ...],
    cost: str,
) -> None:
    monkeypatch.setenv("MICROSOFT_API_KEY", "none-such")
    translatable.write("diglot.toml", f"[translate]\n{settings}\n")
    planned = run(translatable.root, "translate", "--plan", *words)
    assert planned.code == 0, planned.err
    assert re.search(cost, planned.out), planned.out


def test_one_segment_of_one_article_and_no_other(translatable: Site, run: CommandLine) -> None:
    other = f"{TEXT['zh']}\n\n第五艘船没有灯。\n"
    translatable.article("2024/03/05/b.md", capture("灯", other))
    assert run(translatable.root, "translate", "--engine", "pseudo").code == 0
    folder = translatable.root / "content/translations/en/2024/03/05"
    for path in folder.iterdir():
        text = path.read_text("utf-8").replace("engine=pseudo 1", "engine=older 1")
        path.write_text(text, "utf-8")
    done = run(translatable.root, "translate", "a.md#2", "--again", "--engine", "pseudo")
    assert "1 segment translated" in done.out
    assert (folder / "a.po").read_text("utf-8").count("engine=pseudo 1") == 1
    assert (folder / "b.po").read_text("utf-8").count("engine=pseudo 1") == 0


def test_an_address_belongs_to_its_engine(
    translatable: Site, run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key for one service must not reach the server of another."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-none-such")
    with Server() as server:
        translatable.write("diglot.toml", SETTINGS.format(url=server.url))
        refused = run(translatable.root, "translate", "--engine", "openai")
        assert refused.code == 2
        assert "needs a model" in refused.err
        assert server.requests == []


def test_mymemory_as_the_settings_have_it(
    translatable: Site, run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through a proxy, which the environment names, with the address that raises the limit."""
    with Server() as server:
        monkeypatch.setenv("DIGLOT_TRANSLATE_PROXY", server.url)
        translatable.write(
            "diglot.toml", "[translate]\nengine = 'mymemory'\nemail = 'desk@example.org'\n"
        )
        done = run(translatable.root, "translate")
        assert done.code == 0, done.out
        assert server.paths
        assert all(path.startswith("http://api.mymemory.translated.net/") for path in server.paths)
        assert all("de=desk%40example.org" in path for path in server.paths)


def test_review_opens_the_file_where_somebody_sees_it(
    translatable: Site, run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(translatable.root, "translate", "--engine", "pseudo").code == 0
    opened: list[list[str]] = []
    monkeypatch.setattr("subprocess.run", lambda command, **_: opened.append(command))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "vim")
    run(translatable.root, "review", "a.md")
    assert opened == [], "nobody sits at a pipe"
    run(translatable.root, "review", "a.md", "--open")
    assert opened[0][:1] == ["vim"]
    assert opened[0][1].startswith("+")
    monkeypatch.setattr("tests.cli.run.TERMINAL", True)
    run(translatable.root, "review", "a.md")
    run(translatable.root, "review", "a.md", "--no-open")
    assert len(opened) == 2
    monkeypatch.delenv("EDITOR")
    assert "set one" in run(translatable.root, "review", "a.md", "--open").err
