"""What is said without Babel is what Babel says."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from diglot.catalogue.language import LANGUAGES
from diglot.publish import cldr, locale

FORMS = ("long", "medium", "short", "month", "year", "weekday")


@pytest.fixture
def babel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known but by Babel, and nothing is remembered."""
    for each in (locale.day, locale.number, locale._plural_index):
        each.cache_clear()
    monkeypatch.setattr(locale, "SPOKEN", {})


@pytest.mark.usefixtures("babel")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_dates(lang: str, form: str) -> None:
    first = dt.date(2023, 12, 25)
    days = [dt.date(987, 6, 5), *(first + dt.timedelta(days=each) for each in range(380))]
    spoken = cldr.SPOKEN[lang]
    assert [spoken.day(day, form) for day in days] == [locale.day(day, lang, form) for day in days]


@pytest.mark.usefixtures("babel")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_numbers_and_their_forms(lang: str) -> None:
    numbers = [*range(230), 999, 1000, 12_345, 100_001, 1_234_567, -1_234]
    assert [f"{each:,}" for each in numbers] == [locale.number(each, lang) for each in numbers]
    forms, own = locale._plural_index(lang), cldr.SPOKEN[lang].plural
    assert list(map(own, numbers[:-1])) == list(map(forms, numbers[:-1]))


@pytest.mark.usefixtures("babel")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_of_languages(lang: str) -> None:
    known = cldr.SPOKEN[lang].languages
    assert set(known) == set(LANGUAGES)
    # CLDR changes its brackets and spaces from release to release.
    plain = {code: _plain(name) for code, name in known.items()}
    assert plain == {code: _plain(locale.language(code, lang)) for code in known}


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).replace(" ", "")


def test_what_is_not_known_is_asked_of_babel() -> None:
    assert locale.day(dt.date(2024, 3, 5), "fr") == "5 mars 2024"
    assert locale.day(dt.date(2024, 3, 5), "zh", "yyyy") == "2024"
    assert locale.number(12_345, "de") == "12.345"
    assert locale.number(1.5, "en") == "1.5"
    assert locale.language("sv", "en") == "Swedish"


PO = b"""msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Sea"
msgstr "Mer"

msgid "%(num)s ship"
msgid_plural "%(num)s ships"
msgstr[0] "%(num)s navire"
msgstr[1] "%(num)s navires"
"""


def test_words_that_are_kept_are_those_that_were_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = locale.read(PO)
    assert words.singular == {"Sea": "Mer"}
    assert locale.kept(PO, tmp_path / "new") == words
    (kept,) = (tmp_path / "new").iterdir()
    with monkeypatch.context() as patch:
        patch.setattr(locale, "read", lambda po: pytest.fail("read again"))
        assert locale.kept(PO, tmp_path / "new") == words
    whole = kept.read_bytes()
    for damaged in (b"", whole[:-3], whole.replace(b"Mer", b"Mor")):
        kept.write_bytes(damaged)
        assert locale.kept(PO, tmp_path / "new") == words
    assert kept.read_bytes() == whole
    assert locale.kept(PO.replace(b"Mer", b"Baie"), tmp_path / "new").singular == {"Sea": "Baie"}
    (tmp_path / "file").touch()
    assert locale.kept(PO, tmp_path / "file") == words


def test_babel_is_not_loaded_for_them() -> None:
    program = """
import sys, datetime as dt
from diglot.publish import locale
locale.day(dt.date(2024, 3, 5), "zh"), locale.number(1, "en"), locale.language("it", "zh")
print("babel" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
