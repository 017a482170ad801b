from __future__ import annotations

from diglot.clean.retrying import GONE, Failure, Tally, retry_list, tally
from diglot.clean.rulecheck import KINDS


def test_failures_are_counted_by_kind_source_and_month() -> None:
    found = tally(
        [
            Failure("https://a.example/1", "captcha", "A", "2024-01"),
            Failure("https://a.example/2", "captcha", "A", "2024-01"),
            Failure("https://a.example/3", "captcha", "A", "2024-02"),
            Failure("https://b.example/1", "deleted", "B"),
        ]
    )
    assert found[0] == Tally("captcha", "A", "2024-01", 2)
    assert {row.captures for row in found[1:]} == {1}
    assert len(found) == 3


def test_what_is_gone_stands_below_and_is_no_address_to_fetch() -> None:
    text = retry_list([Failure(f"https://a.example/{kind}", kind) for kind in KINDS])
    wanted = [line for line in text.splitlines() if not line.startswith("#")]
    assert wanted == sorted(f"https://a.example/{kind}" for kind in KINDS if kind not in GONE)
    assert f"# gone: {len(GONE)}" in text


def test_an_address_stands_there_once_and_a_capture_without_one_not_at_all() -> None:
    text = retry_list([Failure("https://a.example/1", "captcha")] * 2 + [Failure("", "captcha")])
    assert text == "# worth fetching again: 1\nhttps://a.example/1\n# gone: 0\n"
