from __future__ import annotations

import threading

from diglot.serve.board import Board, Problem, State


def test_the_version_grows_only_when_the_site_changed() -> None:
    board = Board()
    board.post(State(version=100), changed=True)
    board.post(State(version=200, failed=True), changed=False)
    assert (board.state.version, board.state.failed) == (100, True)
    board.post(State(version=50), changed=True)
    assert board.state.version == 101, "a clock that goes back does not hide a change"


def test_whoever_waits_is_woken_by_a_post() -> None:
    board = Board()
    posts, _ = board.wait(-1, 0)
    heard: list[State] = []
    waiting = threading.Thread(target=lambda: heard.append(board.wait(posts, 10)[1]))
    waiting.start()
    board.post(State(problems=(Problem(what="no"),)), changed=False)
    waiting.join(5)
    assert heard == [board.state]
    assert heard[0].problems[0].what == "no"


def test_waiting_ends() -> None:
    board = Board()
    posts, _ = board.wait(-1, 0)
    assert board.wait(posts, 0.01) == (posts, board.state)
