"""Mistakes in `diglot.toml` and in the environment name their place and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from diglot import settings
from diglot.errors import UsageError


def load(folder: Path, text: str) -> settings.Settings:
    (folder / "diglot.toml").write_text(text, encoding="utf-8")
    return settings.load(folder)[0]


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in settings.ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("text", "what", "help"),
    [
        ('base_url = "https://x.org\n', "diglot.toml:1:26: ", "a quotation mark is missing"),
        ("[feed]\nbody = excerpt\n", "diglot.toml:2:8: ", "texts stand in quotes"),
        ("[feed\n", "diglot.toml:1:", "https://toml.io"),
        ('body = "exerpt"\n', "diglot.toml:1: `body` is 'exerpt'", "did you mean 'excerpt'?"),
        ("\npage_size = 5\n", "diglot.toml:2: `page_size` is 5", "between 10 and 1000"),
        ('languages = ["zh-CN"]', "diglot.toml:1: `languages`", "codes of two letters"),
        ('base_url = "example.org"', "diglot.toml:1: `base_url`", "https://example.org/digest/"),
        ('timezone = "Mars/Base"', "diglot.toml:1: `timezone`", "Asia/Shanghai"),
        ("noindex = 1\n", "diglot.toml:1: `noindex` is 1", "true or false"),
        ("since = 7", "diglot.toml:1: `since` is 7", "2024-12-31"),
        ("since = 2025-01-01\nuntil = 2024-01-01", "diglot.toml:2: `until`", "comes before"),
        ("[translate]\nthreshold = 80", "diglot.toml:2: `translate.threshold`", "at most 1"),
        ('[translate]\nurl = "localhost"', "diglot.toml:2: `translate.url`", "http://127"),
        ("[translate]\nprices = { google = -1 }", "`translate.prices.google` is -1.0", "million"),
        ("[translate]\nprices = { google = 'x' }", "`translate.prices` is 'x'", "a number"),
    ],
)
def test_a_mistake_says_where_and_what_to_write(
    tmp_path: Path, text: str, what: str, help: str
) -> None:
    with pytest.raises(UsageError) as raised:
        load(tmp_path, text)
    assert what in raised.value.what
    assert help in raised.value.help


def test_an_unknown_key_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "diglot.toml").write_text("[translate]\nengin = 'google'\n", encoding="utf-8")
    _, (finding,) = settings.load(tmp_path)
    assert (finding.path, finding.line) == ("diglot.toml", 2)
    assert finding.help == "did you mean `translate.engine`?"


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in settings.ENVIRONMENT:
        monkeypatch.setenv(name, "http://127.0.0.1:5000/")
    made = load(tmp_path, 'base_url = "https://x.org/"\n[translate]\nurl = "https://x.org"\n')
    for key in settings.ENVIRONMENT.values():
        section, _, name = key.rpartition(".")
        assert (
            getattr(getattr(made, section) if section else made, name) == "http://127.0.0.1:5000/"
        )


def test_an_empty_variable_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGLOT_BASE_URL", "")
    assert load(tmp_path, 'base_url = "https://x.org/"').base_url == "https://x.org/"


def test_a_wrong_variable_is_named_and_no_password_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGLOT_TRANSLATE_PROXY", "user:s3cret@proxy")
    with pytest.raises(UsageError) as raised:
        load(tmp_path, "")
    assert "environment variable DIGLOT_TRANSLATE_PROXY" in raised.value.what
    assert "s3cret" not in raised.value.what + raised.value.help
