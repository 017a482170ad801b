"""`diglot translate` end to end: the real deep-translator, a faulty server, and a changing mind."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import stamina

from diglot.model import Segment
from diglot.translate import planning
from diglot.translate.breaker import PAUSE
from diglot.translate.desk import Original, all_segments
from diglot.translate.engines.choose import EngineChoice, open_engine
from diglot.translate.engines.protocol import (
    Context,
    Engine,
    EngineError,
    FatalError,
    PageError,
    RateLimitedError,
    Traits,
    TransientError,
)
from diglot.translate.engines.pseudo import PseudoEngine
from diglot.translate.fill import run
from diglot.translate.po import store
from diglot.translate.reports import Limits, Progress
from tests.translate.helpers import desk, entries, human, machine, original
from tests.translate.server import FAULTS, Server, translated


@pytest.fixture(autouse=True)
def _fast() -> Iterator[None]:
    stamina.set_testing(True, attempts=5)
    yield
    stamina.set_testing(False)


def article(number: int, paragraphs: int = 8) -> Original:
    body = "\n\n".join(
        f"第{number}篇第{each}段讲述**某个事件**，有{number * 7 + each}人参与，见[报告](http://x.y/{each})。"
        for each in range(paragraphs)
    )
    return original(f"{body}\n\n所有文章都有的一段话。\n", f"2026/{number}.md", f"第{number}篇")


class Fake:
    """An engine whose answers a test decides; `asked` holds each text that it was sent."""

    def __init__(self, markup: str = "none", batch: int = 1, concurrency: int = 1) -> None:
        self.traits = Traits(
            name="fake",
            version="1",
            max_chars=400,
            markup="xml" if markup == "xml" else "none",
            batch=batch,
            concurrency=concurrency,
            remote=False,
        )
        self.asked: list[str] = []
        self.contexts: list[Context] = []

    def code(self, tag: str) -> str:
        if tag == "und":
            raise FatalError("cannot translate an unknown language")
        return tag

    def fits(self, text: str) -> bool:
        return len(text) <= self.traits.max_chars

    def answer(self, text: str) -> str | EngineError:
        return translated(text)

    def translate(
        self, texts: Sequence[str], source: str, target: str, context: Context
    ) -> Sequence[str | EngineError]:
        self.asked.extend(texts)
        self.contexts.append(context)
        return [self.answer(text) for text in texts]


def test_through_the_real_library_every_segment_is_stored_once_and_right(tmp_path: Path) -> None:
    articles = [article(number) for number in range(12)]
    table = desk(tmp_path)
    shown: list[Progress] = []
    with Server(FAULTS, seed=3) as server:
        engine = open_engine(EngineChoice(name="libretranslate", url=server.url), {})
        report = run(articles, desk=table, engine=engine, progress=shown.append)
        again = run(articles, desk=table, engine=engine)
    assert report.complete, report
    assert (report.articles, report.of_articles) == (12, 12)
    assert (again.stored, again.requests, again.complete) == (0, 0, True)
    assert max(server.answered.values()) == 1
    for each in articles:
        found = entries(tmp_path / "translations" / "en" / each.path.replace(".md", ".po"))
        assert len(found) == len(all_segments(each))
        for entry in found.values():
            assert entry.by == "machine"
            assert not entry.notes or entry.notes[0].startswith("check: ")
        assert found["title", each.title].text == translated(each.title)
        link = "[报告](http://x.y/0)"
        source = all_segments(each)[1].text
        sent = source.replace("**", "").replace(link, "报告")
        assert found["text", source].text == f"{translated(sent)}\\\n{link}"
    assert shown[-1].articles == 12
    assert shown[-1].segments == shown[-1].of_segments == report.stored + report.reused


def test_through_mymemory_and_its_proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diglot.translate.pace.random.uniform", lambda *_: 0.0)
    with Server() as server:
        engine = open_engine(EngineChoice(name="mymemory", proxy=server.url), {})
        report = run([article(1)], desk=desk(tmp_path), engine=engine)
    assert report.complete
    assert all(len(text.encode()) <= 500 for text in server.requests)


def test_fifty_titles_and_five_articles_take_few_requests(tmp_path: Path) -> None:
    articles = [article(number, paragraphs=46) for number in range(50)]
    with Server() as server:
        engine = open_engine(EngineChoice(name="libretranslate", url=server.url), {})
        table = desk(tmp_path)
        titles = run(articles, desk=table, engine=engine, limits=Limits(titles_only=True))
        bodies = run(articles, desk=table, engine=engine, limits=Limits(articles=5))
    assert titles.stored == 50
    assert titles.complete
    assert (bodies.articles, bodies.of_articles, bodies.complete) == (5, 50, False)
    assert titles.requests + bodies.requests <= 40


def test_titles_go_first(tmp_path: Path) -> None:
    engine = Fake()
    run([article(1), article(2)], desk=desk(tmp_path), engine=engine)
    assert engine.asked[0] == "第1篇\n第2篇"


def test_a_segment_of_several_articles_is_sent_once(tmp_path: Path) -> None:
    engine = Fake()
    run([article(1), article(2)], desk=desk(tmp_path), engine=engine)
    sent = "\n".join(engine.asked).split("\n")
    assert sent.count("所有文章都有的一段话。") == 1
    later = Fake()
    report = run([article(1), article(2), article(3)], desk=desk(tmp_path), engine=later)
    assert "所有文章都有的一段话。" not in "\n".join(later.asked)
    assert report.reused == 1


def test_people_s_work_is_taken_over_and_never_written_over(tmp_path: Path) -> None:
    table = desk(tmp_path)
    run([article(1)], desk=table, engine=Fake())
    file = tmp_path / "translations/en/2026/1.po"
    text = file.read_text(encoding="utf-8")
    shared = entries(file)["text", "所有文章都有的一段话。"].text
    file.write_text(text.replace(f'"{shared}"', '"A paragraph that all have."'), encoding="utf-8")
    run([article(1), article(2)], desk=table, engine=Fake())
    for number in (1, 2):
        found = entries(tmp_path / f"translations/en/2026/{number}.po")
        entry = found["text", "所有文章都有的一段话。"]
        assert (entry.text, entry.by) == ("A paragraph that all have.", "human")


def test_an_edited_source_keeps_the_old_translation_and_offers_it(tmp_path: Path) -> None:
    table = desk(tmp_path)
    old, new = (
        "警方表示，港口的两台起重机将停用到三月。",
        "警方表示，港口的三台起重机将停用到三月。",
    )
    run([original(f"{old}\n")], desk=table, engine=Fake())
    file = tmp_path / "translations/en/2026/a.po"
    engines = entries(file)["text", old].text
    file.write_text(
        file.read_text(encoding="utf-8").replace(f'"{engines}"', '"Two cranes are out."'), "utf-8"
    )
    run([original(f"{new}\n")], desk=table, engine=Fake())
    assert '#~ msgstr "Two cranes are out."' in file.read_text(encoding="utf-8")
    entry = entries(file)["text", new]
    assert entry.by == "machine"
    assert any(
        note.startswith("near 95%") and "Two cranes are out." in note for note in entry.notes
    )


def test_a_translation_is_carried_when_its_block_changes_form(tmp_path: Path) -> None:
    table = desk(tmp_path)
    file = tmp_path / "translations/en/2026/a.po"
    run([original("**小标题**\n\n正文一段。\n")], desk=table, engine=Fake())
    before = entries(file)["text", "**小标题**"]
    text = file.read_text(encoding="utf-8").replace(f'"{before.text}"', '"**Mine**"')
    file.write_text(text, encoding="utf-8")
    engine = Fake()
    run([original("## 小标题\n\n**正文一段。**\n")], desk=table, engine=engine)
    found = entries(file)
    assert engine.asked == []
    assert (found["heading", "小标题"].text, found["heading", "小标题"].by) == ("Mine", "human")
    assert found["text", "**正文一段。**"].by == "machine"
    assert found["text", "**正文一段。**"].text == f"**{translated('正文一段。')}**"


def test_a_text_that_keeps_to_a_changed_glossary_is_not_paid_for_again(tmp_path: Path) -> None:
    made = machine("text", "国家中心局开会。", "The NCB met.")
    file = tmp_path / "translations/en/2026/a.po"
    body = original("国家中心局开会。\n", title="1")
    store(file, "x", lang="en", segments=all_segments(body), made=[made])
    engine = Fake()
    run([body], desk=desk(tmp_path, "n,国家中心局,NCB,term,,\n"), engine=engine)
    assert engine.asked == []


def test_a_glossary_change_makes_anew_only_what_it_touches(tmp_path: Path) -> None:
    body = "国家中心局开会。\n\n天气很好。\n"
    run([original(body)], desk=desk(tmp_path), engine=Fake())
    engine = Fake()
    report = run([original(body)], desk=desk(tmp_path, "n,国家中心局,NCB,term,,\n"), engine=engine)
    assert engine.asked == ["国家中心局开会。"]
    assert report.stored == 1
    (entry,) = [e for e in entries(tmp_path / "translations/en/2026/a.po").values() if e.notes]
    assert "'国家中心局' is not 'NCB' here" in entry.notes[0]


class Stubborn(Fake):
    def __init__(self, bad: str, **options: int) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # markup is not among them
        self.bad = bad

    def answer(self, text: str) -> str | EngineError:
        return self.bad if "坏" in text else translated(text)


@pytest.mark.parametrize(
    "bad", ["", "坏的一句话在这里。", "the " * 40, "MYMEMORY WARNING: x", "\ud800 half a pair"]
)
def test_a_failure_is_never_stored_and_given_up_after_three_runs(tmp_path: Path, bad: str) -> None:
    table, asked = desk(tmp_path), []
    text = "坏的一句话在这里。\n\n好的一句。\n"
    for _ in range(4):
        engine = Stubborn(bad, batch=5)
        report = run([original(text)], desk=table, engine=engine)
        asked.append(sum("坏" in text for text in engine.asked))
        found = entries(tmp_path / "translations/en/2026/a.po")
        assert found["text", "坏的一句话在这里。"].text == ""
        assert found["text", "好的一句。"].by == "machine"
        assert report.complete == (len(asked) > 2)
        assert len(report.failures) == (0 if len(asked) == 4 else 1)
    assert asked == [2, 2, 2, 0]


def test_lost_slots_are_asked_again_then_sent_without(tmp_path: Path) -> None:
    class Careless(Fake):
        def answer(self, text: str) -> str | EngineError:
            return translated("x" * len(text))

    engine = Careless(markup="xml", batch=5)
    run([original("查**甲**与[乙](http://z)。\n", title="1")], desk=desk(tmp_path), engine=engine)
    tags = '查<g id="1">甲</g>与<g id="2">乙</g>。'
    assert engine.asked == [tags, tags, "查甲与乙。"]
    (entry,) = entries(tmp_path / "translations/en/2026/a.po").values()
    assert entry.text.endswith("\\\n[乙](http://z)")


def test_a_wrong_key_ends_the_run_at_once(tmp_path: Path) -> None:
    class Locked(Fake):
        def answer(self, text: str) -> str | EngineError:
            raise FatalError("refuses the key, or needs one (status 403)")

    report = run([article(1)], desk=desk(tmp_path), engine=Locked())
    assert report.fatal
    assert "refuses the key" in report.stopped
    assert not report.complete


def test_three_rate_limits_pause_the_engine_for_later_runs_too(tmp_path: Path) -> None:
    class Busy(Fake):
        def answer(self, text: str) -> str | EngineError:
            raise RateLimitedError("asks to wait (status 429)", 0.0)

    engine = Busy()
    report = run([article(1)], desk=desk(tmp_path), engine=engine)
    assert len(engine.asked) == 3
    assert report.paused_until is not None
    assert report.paused_until - time.time() == pytest.approx(PAUSE, abs=5)
    later = Fake()
    assert run([article(1)], desk=desk(tmp_path), engine=later).stopped
    assert later.asked == []


def test_five_echoes_in_a_row_pause_the_engine(tmp_path: Path) -> None:
    class Echo(Fake):
        def answer(self, text: str) -> str | EngineError:
            return text

    engine = Echo(batch=4)
    report = run([article(1, paragraphs=60)], desk=desk(tmp_path), engine=engine)
    assert report.paused_until is not None
    assert report.stored == 0
    assert len(engine.asked) < 61  # what was under way is answered still


def test_five_captchas_in_a_row_pause_the_engine(tmp_path: Path) -> None:
    class Captcha(Fake):
        def answer(self, text: str) -> str | EngineError:
            raise PageError("answered with a page that holds no translation")

    engine = Captcha()
    report = run([article(1)], desk=desk(tmp_path), engine=engine)
    assert report.paused_until is not None
    assert len(engine.asked) == 5


def test_an_engine_that_is_down_ends_the_run_and_a_later_one_goes_on(tmp_path: Path) -> None:
    class Down(Fake):
        def answer(self, text: str) -> str | EngineError:
            raise TransientError("has trouble (status 503)")

    table = desk(tmp_path)
    articles = [article(number) for number in range(9)]
    report = run(articles, desk=table, engine=Down())
    assert "5 requests in a row" in report.stopped
    assert run(articles, desk=table, engine=Fake()).complete


@pytest.mark.parametrize("limits", [Limits(requests=3), Limits(characters=500)])
def test_limits_stop_the_run_and_say_what_remains(tmp_path: Path, limits: Limits) -> None:
    engine = Fake()
    articles = [article(number) for number in range(6)]
    report = run(articles, desk=desk(tmp_path), engine=engine, limits=limits)
    assert not report.complete
    assert report.stopped
    assert 0 < report.stored < sum(len(all_segments(each)) for each in articles)
    assert report.articles < report.of_articles == 6
    assert run(articles, desk=desk(tmp_path), engine=Fake()).complete


def test_one_segment_is_made_anew_on_request(tmp_path: Path) -> None:
    table = desk(tmp_path)
    run([article(1)], desk=table, engine=Fake())
    file = tmp_path / "translations/en/2026/1.po"
    before = entries(file)

    class Other(Fake):
        def answer(self, text: str) -> str | EngineError:
            return translated(text).upper()

    engine = Other()
    run([article(1)], desk=table, engine=engine, again={"2026/1.md": frozenset({2})})
    changed = {name for name, entry in entries(file).items() if entry.text != before[name].text}
    assert changed == {("text", all_segments(article(1))[2].text)}
    assert len(engine.asked) == 1


def test_each_article_has_its_own_segments_made_anew(tmp_path: Path) -> None:
    table = desk(tmp_path)
    three = [article(n) for n in (1, 2, 3)]
    run(three, desk=table, engine=Fake())
    engine = Fake()
    again = {"2026/1.md": frozenset({0, 2}), "2026/2.md": frozenset({3})}
    report = run(three, desk=table, engine=engine, again=again)
    assert sorted(text.partition("讲述")[0] for text in engine.asked) == [
        "第1篇",
        "第1篇第1段",
        "第2篇第2段",
    ]
    assert report.complete
    made = planning.plan(three, desk=table, engine=engine, again=again)
    assert made.new == 3


def test_what_cannot_be_made_anew_is_said(tmp_path: Path) -> None:
    table = desk(tmp_path)
    one = article(1)
    run([one], desk=table, engine=Fake())
    theirs = all_segments(one)[2]
    file = tmp_path / "translations/en/2026/1.po"
    store(file, "1.po", lang="en", segments=None, made=[human("text", theirs.text, "Mine.")])
    engine = Fake()
    report = run([one], desk=table, engine=engine, again={"2026/1.md": frozenset({2, 99})})
    assert engine.asked == []
    said = " ".join(finding.what for finding in report.findings)
    assert "segment 2 was written or approved by a person" in said
    assert "there is no segment 99" in said
    assert entries(file)["text", theirs.text].text == "Mine."


def test_a_broken_po_file_stops_only_its_own_article(tmp_path: Path) -> None:
    file = tmp_path / "translations/en/2026/1.po"
    file.parent.mkdir(parents=True)
    file.write_text("<<<<<<< HEAD\n", encoding="utf-8")
    report = run([article(1), article(2)], desk=desk(tmp_path), engine=Fake())
    assert file.read_text(encoding="utf-8") == "<<<<<<< HEAD\n"
    assert [finding.path for finding in report.findings] == ["translations/en/2026/1.po"]
    assert (tmp_path / "translations/en/2026/2.po").exists()


def test_an_article_in_a_third_language_goes_into_both(tmp_path: Path) -> None:
    engine = PseudoEngine()
    italian = original("La polizia indaga sul caso.\n", lang="it", title="Il caso")
    report = run([italian], desk=desk(tmp_path), engine=engine)
    assert (tmp_path / "translations/en/2026/a.po").exists()
    assert (tmp_path / "translations/zh/2026/a.po").exists()
    assert report.of_articles == 2


def test_a_language_that_the_engine_lacks_is_reported_and_skipped(tmp_path: Path) -> None:
    unknown = original("Zzz zzz.\n", "2026/u.md", lang="und")
    report = run([unknown, article(1)], desk=desk(tmp_path), engine=Fake())
    assert {finding.code for finding in report.findings} == {"translation-language"}
    assert report.complete


def test_neighbours_and_title_go_along(tmp_path: Path) -> None:
    engine = Fake(markup="xml", batch=3)
    run([original("一。\n\n二。\n\n三。\n\n四。\n\n五。\n")], desk=desk(tmp_path), engine=engine)
    last = engine.contexts[-1]
    assert (last.title, last.before, last.after) == ("标题", ("二。", "三。"), ())


class Slow(Fake):
    def answer(self, text: str) -> str | EngineError:
        time.sleep(0.2 if len(self.asked) < 3 else 20)
        return translated(text)


def test_ctrl_c_stops_within_a_second_and_keeps_what_is_finished(tmp_path: Path) -> None:
    pressed: list[float] = []

    def press() -> None:
        pressed.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    timer = threading.Timer(1.0, press)
    timer.start()
    report = run([article(n) for n in range(5)], desk=desk(tmp_path), engine=Slow())
    ended = time.monotonic()
    timer.join()
    assert ended - pressed[0] < 1.0
    assert signal.getsignal(signal.SIGINT) == before
    assert report.stopped == "it was stopped"
    assert report.stored > 0
    assert not report.complete
    assert run([article(n) for n in range(5)], desk=desk(tmp_path), engine=Fake()).complete


def test_a_human_text_written_while_a_run_goes_on_is_kept(tmp_path: Path) -> None:
    table = desk(tmp_path)
    source = Segment(role="text", text="所有文章都有的一段话。")

    class Meanwhile(Fake):
        def answer(self, text: str) -> str | EngineError:
            file = tmp_path / "translations/en/2026/1.po"
            if source.text in text:
                while not (
                    file.exists() and translated("第1篇") in file.read_text(encoding="utf-8")
                ):
                    time.sleep(0.01)  # until the title is stored
                store(
                    file,
                    "x",
                    lang="en",
                    segments=None,
                    made=[human(source.role, source.text, "Mine")],
                )
            return translated(text)

    run([article(1)], desk=table, engine=Meanwhile())
    assert entries(tmp_path / "translations/en/2026/1.po")["text", source.text].text == "Mine"


def test_an_engine_is_only_what_the_protocol_asks() -> None:
    engines: list[Engine] = [Fake(), PseudoEngine()]
    assert [engine.traits.label for engine in engines] == ["fake 1", "pseudo 1"]
    assert machine("text", "甲", "A").provenance is not None


@pytest.mark.parametrize("wrong", ["", "echo", "error", "nothing"])
def test_one_bad_piece_of_a_long_text_is_not_stored(tmp_path: Path, wrong: str) -> None:
    """A text over the engine's cap goes in pieces; an echo of one hides among good ones."""
    sentences = [f"Officer number {n} said that the ships were late again." for n in range(30)]
    long = original(" ".join(sentences), title="Ships", lang="en")

    class Echo(Fake):
        def answer(self, text: str) -> str | EngineError:
            if not wrong or "number 29" not in text:
                return str(PseudoEngine().translate([text], "en", "zh-Hans", Context())[0])
            return {"echo": text, "error": "Error 500 (Server Error)!!1", "nothing": " "}[wrong]

    report = run([long], desk=desk(tmp_path), engine=Echo())
    assert [failure.role for failure in report.failures] == (["text"] if wrong else [])
    stored = entries(tmp_path / "translations/zh/2026/a.po")
    assert (("text", " ".join(sentences)) in stored) is not bool(wrong)
