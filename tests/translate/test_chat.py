"""OpenAI-compatible servers: what they are told, and which answers count."""

from __future__ import annotations

import json

import pytest

from diglot.translate.engines.chat import ChatEngine, read_answer
from diglot.translate.engines.protocol import BadTextError, Context, FatalError, TransientError
from tests.translate.server import Server


def body(content: object) -> str:
    text = content if isinstance(content, str) else json.dumps(content)
    return json.dumps({"choices": [{"message": {"content": text}}]})


def test_a_request_carries_terms_title_and_neighbours() -> None:
    with Server() as server:
        engine = ChatEngine(url=server.url + "/v1", model="m", environ={})
        context = Context(
            title="标题", before=("前",), after=("后",), terms=(("国家中心局", "NCB"),)
        )
        answers = engine.translate(['<g id="1">警方</g>', "乙"], "zh-Hans", "en", context)
    assert [isinstance(answer, str) for answer in answers] == [True, True]
    assert str(answers[0]).startswith('<g id="1">')
    asked = json.loads(json.loads(server.requests[0])["messages"][1]["content"])
    assert asked["terms"] == {"国家中心局": "NCB"}
    assert (asked["title"], asked["before"], asked["after"]) == ("标题", ["前"], ["后"])
    assert asked["texts"] == {"1": '<g id="1">警方</g>', "2": "乙"}
    assert not engine.traits.remote


@pytest.mark.parametrize(
    "content",
    [{"1": "A", "2": "B"}, {"texts": {"1": "A", "2": "B"}}, '```json\n{"1": "A", "2": "B"}\n```'],
)
def test_an_object_with_the_numbers_counts(content: object) -> None:
    assert read_answer(body(content), 2) == ["A", "B"]


def test_what_is_left_out_is_an_error_for_that_text_only() -> None:
    first, second = read_answer(body({"1": "A", "2": ""}), 2)
    assert first == "A"
    assert isinstance(second, BadTextError)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{}",
        body("Sure! Here you are: A"),
        body(["A"]),
        body({"1": "A", "3": "C"}),
        body("null"),
    ],
)
def test_anything_else_is_no_answer(answer: str) -> None:
    with pytest.raises(TransientError):
        read_answer(answer, 2)


def test_model_and_key_are_asked_for() -> None:
    with pytest.raises(FatalError, match="OPENAI_API_KEY"):
        ChatEngine(url="", model="m", environ={})
    with pytest.raises(FatalError, match="model"):
        ChatEngine(url="", model="", environ={"OPENAI_API_KEY": "k" * 20})
    with pytest.raises(FatalError, match="https://"):
        ChatEngine(url="example.org", model="m", environ={"OPENAI_API_KEY": "k" * 20})
