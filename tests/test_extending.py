"""Every example of docs/extending.md, put into a site as the page says, does what the page says."""

from __future__ import annotations

import json
import re
import sys
import types
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from diglot.publish import pages
from diglot.publish.theme import package_folder
from diglot.translate.engines import choose
from diglot.translate.engines.choose import EngineChoice
from diglot.translate.engines.protocol import Engine, FatalError
from tests.adding.server import served
from tests.cli.run import CommandLine
from tests.sites import Site, capture

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
BODY = "The siren of pier 7 has sounded.\n\n" + "A lighthouse keeper counted the ships. " * 8


def examples() -> dict[str, str]:
    """The page's files: the name that stands on the line before, and the text."""
    return dict(re.findall(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(monkeypatch, capsys)


@pytest.fixture
def harbour(site: Site) -> Site:
    """A site with one article of the host that the examples speak of."""
    url = "https://harbour.example.org/1"
    site.article("2024/03/05/a.md", capture("The keeper of pier-7", BODY, url=url))
    return site


def _module(monkeypatch: pytest.MonkeyPatch, path: str) -> types.ModuleType:
    """A module of the page, imported under the name it would have."""
    name = path.removesuffix(".py").replace("/", ".")
    module = types.ModuleType(name)
    monkeypatch.setitem(sys.modules, name, module)
    exec(compile(examples()[path], path, "exec"), module.__dict__)  # noqa: S102 - this repository's own text
    return module


def test_the_page_has_the_examples_it_promises() -> None:
    assert set(examples()) == {
        "templates/base.html",
        "content/rules/harbour.toml",
        "content/tags.toml",
        "diglot.toml",
        "templates/locale/it.po",
        "diglot/publish/pages/longest.py",
        "templates/longest.html",
        "diglot/translate/engines/house.py",
    }


def test_a_block_of_a_template(harbour: Site) -> None:
    harbour.write("templates/base.html", examples()["templates/base.html"])
    harbour.build()
    for path in ("zh/index.html", "en/tags/index.html", "404.html"):
        assert '<p class="imprint">' in harbour.page(path)
    assert "feed.xml" in harbour.page("zh/index.html"), "the rest of the block is still there"
    before = harbour.page("en/index.html")
    own = examples()["templates/base.html"].replace("Harbour Watch", "Pier Watch")
    harbour.write("templates/base.html", own)
    harbour.build()
    assert harbour.page("en/index.html") == before.replace("Harbour Watch", "Pier Watch")


def test_a_cleaning_rule(harbour: Site, run: CommandLine) -> None:
    harbour.build()
    assert "siren" in harbour.article_page("The keeper of pier-7")
    harbour.write("content/rules/harbour.toml", examples()["content/rules/harbour.toml"])
    harbour.build()
    assert "siren" not in harbour.article_page("The keeper of pier-7")
    assert run(harbour.root, "check").code == 0
    explained = run(harbour.root, "clean", "--explain", "2024/03/05/a.md").out
    assert "harbour:siren" in explained


def test_a_tag_and_a_pattern(harbour: Site) -> None:
    harbour.write("content/tags.toml", examples()["content/tags.toml"])
    report = harbour.build()
    assert not [finding for finding in report.findings if finding.path == "tags.toml"]
    assert "灯塔" in harbour.page("zh/tags/lighthouses.html")
    assert "The keeper" in harbour.page("en/tags/pier-7.html")


def test_a_third_language_of_the_interface(harbour: Site, run: CommandLine) -> None:
    harbour.write("diglot.toml", examples()["diglot.toml"])
    harbour.write("templates/locale/it.po", examples()["templates/locale/it.po"])
    built = run(harbour.root, "build", "--strict", "-j", "0")
    assert built.code == 0, built.err
    page = harbour.page("it/index.html")
    for word in ("Osservatorio del porto", "Ultimi articoli", "Archivio", "1 articolo"):
        assert word in page
    assert 'hreflang="it"' in harbour.page("en/index.html")


def test_a_page_kind(harbour: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    module = _module(monkeypatch, "diglot/publish/pages/longest.py")
    line = re.search(r'^    \("longest", longest\.longest\),$', PAGE, re.MULTILINE)
    assert line
    monkeypatch.setattr(pages, "KINDS", (*pages.KINDS, ("longest", module.longest)))
    harbour.write("templates/longest.html", examples()["templates/longest.html"])
    harbour.build()
    assert "The keeper of pier-7" in harbour.page("zh/longest.html")
    again = harbour.build()
    assert again.printed.written == 0
    harbour.article("b.md", capture("Another keeper", BODY * 2))
    harbour.build()
    page = harbour.page("en/longest.html")
    assert page.index("Another keeper") < page.index("The keeper of pier-7")


def test_an_engine(harbour: Site, run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    module = _module(monkeypatch, "diglot/translate/engines/house.py")
    open_engine = choose.open_engine

    def opened(choice: EngineChoice, environ: dict[str, str]) -> Engine:
        if choice.name == "house":
            engine: Engine = module.HouseEngine(choice.url)
            return engine
        return open_engine(choice, environ)

    monkeypatch.setattr(choose, "open_engine", opened)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        size = int(handler.headers["Content-Length"])
        asked = json.loads(handler.rfile.read(size))
        texts = [re.sub(r"(?<![<&/\w])[A-Za-z]{2,}", "灯塔的人", each) for each in asked["texts"]]
        content = json.dumps({"texts": texts}).encode()
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    with served({"/": answer}) as base:
        harbour.write("diglot.toml", f'[translate]\nengine = "house"\nurl = "{base}/"\n')
        done = run(harbour.root, "translate")
    assert "translated" in done.out, done.err
    po = harbour.root / "content" / "translations" / "zh" / "2024" / "03" / "05" / "a.po"
    text = po.read_text(encoding="utf-8")
    assert "engine=house 1" in text
    assert "灯塔的人" in text
    with pytest.raises(FatalError, match="url"):
        module.HouseEngine("")


def test_every_built_in_template_can_be_extended(harbour: Site) -> None:
    harbour.build()
    before = harbour.pages()
    for path in package_folder().glob("*.html"):
        harbour.write(f"templates/{path.name}", f'{{% extends "diglot/{path.name}" %}}\n')
    harbour.build()
    assert harbour.pages() == before
