"""deep-translator itself, against a server on loopback that misbehaves in every way it may."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from diglot.translate.engines.choose import NAMES, EngineChoice, open_engine, redact
from diglot.translate.engines.codes import CODES, code
from diglot.translate.engines.deep import DeepEngine
from diglot.translate.engines.protocol import (
    BadTextError,
    Context,
    EngineError,
    FatalError,
    PageError,
    RateLimitedError,
    TransientError,
)
from diglot.translate.engines.web import Web
from tests.translate.server import Server, translated

SECRET = "sk-live-0123456789"  # noqa: S105 - made up
TEXT = "警方表示，案件仍在调查。"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def libre(server: Server, web: Web | None = None) -> DeepEngine:
    return DeepEngine(
        "libretranslate", environ={"LIBRE_API_KEY": SECRET}, url=server.url, web=web or Web()
    )


def mymemory(server: Server) -> DeepEngine:
    return DeepEngine("mymemory", environ={}, proxy=server.url, web=Web())


def ask(engine: DeepEngine, *texts: str) -> list[str | EngineError]:
    return list(engine.translate(texts, "zh-Hans", "en", Context()))


@pytest.mark.parametrize("make", [libre, mymemory])
def test_the_real_library_translates_over_the_wire(
    server: Server, make: Callable[[Server], DeepEngine]
) -> None:
    assert ask(make(server), TEXT, "第二句。") == [translated(TEXT), translated("第二句。")]


@pytest.mark.parametrize("make", [libre, mymemory])
@pytest.mark.parametrize(
    ("fault", "error", "says"),
    [
        ("429", RateLimitedError, "asks to wait"),
        ("500", TransientError, "has trouble"),
        ("reset", TransientError, "could not be reached"),
    ],
)
def test_faults_keep_their_meaning(
    server: Server,
    make: Callable[[Server], DeepEngine],
    fault: str,
    error: type[EngineError],
    says: str,
) -> None:
    server.only = fault
    with pytest.raises(error, match=says) as caught:
        ask(make(server), TEXT)
    assert SECRET not in str(caught.value)
    if isinstance(caught.value, RateLimitedError):
        assert caught.value.retry_after == 0.0


@pytest.mark.parametrize("body", [b"<html>captcha</html>", b'{"translatedText": "ha', b""])
def test_a_page_instead_of_an_answer_is_known_as_one(
    server: Server, monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    monkeypatch.setattr("tests.translate.server.json.dumps", lambda *_: body.decode())
    with pytest.raises(PageError):
        ask(libre(server), TEXT)


def test_a_server_that_hangs_is_given_up(server: Server) -> None:
    server.only = "hang"
    started = time.monotonic()
    with pytest.raises(TransientError, match="in time"):
        ask(libre(server, Web(read=0.2)), TEXT)
    assert time.monotonic() - started < 2


def test_nobody_at_the_address_is_no_traceback() -> None:
    engine = DeepEngine("libretranslate", environ={}, url="http://127.0.0.1:9", web=Web())
    with pytest.raises(TransientError, match="could not be reached"):
        ask(engine, TEXT)


def test_threads_get_their_own_answers(server: Server) -> None:
    engine = mymemory(server)
    wrong: list[str] = []

    def work(number: int) -> None:
        for each in range(25):
            text = f"第{number}组第{each}句。"
            if ask(engine, text) != [translated(text)]:
                wrong.append(text)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_entities_of_mymemory_are_decoded(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "tests.translate.server.translated", lambda text, target: "It&#39;s &lt;so&gt;"
    )
    assert ask(mymemory(server), TEXT) == ["It's <so>"]


def test_nothing_at_all_is_an_error_for_its_text(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.translate.server.translated", lambda text, target: " ")
    (answer,) = ask(libre(server), TEXT)
    assert isinstance(answer, BadTextError)


@pytest.mark.parametrize("name", ["google", "mymemory", "libretranslate"])
def test_no_engine_is_given_more_than_it_takes(name: str) -> None:
    url = "https://translate.example.org" if name == "libretranslate" else ""
    engine = open_engine(EngineChoice(name=name, url=url), {})
    assert engine.fits("警" * engine.traits.max_chars)
    assert not engine.fits("警" * 5_000)
    assert not engine.fits("a" * 5_000)
    assert engine.traits.remote
    if name == "google":
        assert engine.traits.max_chars == 1_500
        assert engine.fits("a" * 4_500)


def test_keys_come_from_the_environment_only() -> None:
    for name, variable in (("microsoft", "MICROSOFT_API_KEY"), ("baidu", "BAIDU_APPID")):
        with pytest.raises(FatalError, match=variable):
            open_engine(EngineChoice(name=name), {})
    with pytest.raises(FatalError, match="did you mean google"):
        open_engine(EngineChoice(name="gogle"), {})
    assert set(NAMES) >= {"google", "openai", "pseudo"}


def test_every_code_is_one_that_the_library_knows() -> None:
    from deep_translator import constants

    tables = {
        "google": constants.GOOGLE_LANGUAGES_TO_CODES,
        "mymemory": constants.MY_MEMORY_LANGUAGES_TO_CODES,
        "libretranslate": constants.LIBRE_LANGUAGES_TO_CODES,
        "baidu": constants.BAIDU_LANGUAGE_TO_CODE,
    }
    for name, table in tables.items():
        known = set(table.values())
        assert set(CODES[name].values()) <= known, name
        assert {code(name, tag) for tag in ("zh-Hans", "en", "it")} <= known, name
    assert set(CODES["papago"].values()) <= set(constants.PAPAGO_LANGUAGE_TO_CODE)
    with pytest.raises(FatalError, match="und"):
        code("google", "und")


def test_keys_are_redacted_wherever_they_show() -> None:
    environ = {"OPENAI_API_KEY": SECRET, "HOME": "/home/editor"}
    text = f"denied: Bearer {SECRET}, ?api_key={SECRET}&q=1 in /home/editor"
    assert redact(text, environ) == "denied: Bearer ***, ?api_key=***&q=1 in /home/editor"
    assert SECRET not in redact(f"key={SECRET}", {})
