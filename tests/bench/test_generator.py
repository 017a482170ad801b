"""Made-up captures are the same for everyone, and like real ones in what a build has to do."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from bench import generator
from bench.furniture import FAILURES, sources
from bench.words import SIZES, vocabulary
from diglot import pipeline, settings
from diglot.project import locate
from diglot.settings import Settings

ROOT = Path(__file__).parents[2]
PRINT = """
import hashlib
from bench.generator import captures
print(hashlib.sha256(repr(list(captures(30, 7))).encode()).hexdigest())
"""


def test_the_same_seed_gives_the_same_bytes_in_any_process() -> None:
    here = hashlib.sha256(repr(list(generator.captures(30, 7))).encode()).hexdigest()
    for seed in "01":
        told = subprocess.run(
            [sys.executable, "-c", PRINT],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout.strip() == here


def test_a_larger_corpus_begins_with_the_smaller_one() -> None:
    assert list(islice(generator.captures(10**6), 20)) == list(generator.captures(20))


def test_another_seed_gives_other_captures() -> None:
    assert not set(generator.captures(20, 1)) & set(generator.captures(20, 2))


def test_every_capture_has_a_path_of_its_own() -> None:
    paths = [path for path, _ in generator.captures(1000)]
    assert len(set(paths)) == len(paths)
    assert max(len(Path(path).name.encode()) for path in paths) < 255


def test_failures_come_as_often_as_in_a_real_archive() -> None:
    assert sum(often for _, often in FAILURES) == 3876


def test_rare_words_keep_coming() -> None:
    texts = [text for _, text in generator.captures(400)]
    half, whole = (len(set(" ".join(texts[:n]).split())) for n in (200, 400))
    assert 1.4 < whole / half < 2
    for lang, size in SIZES.items():
        words = vocabulary(lang)
        assert len(set(words.words)) == len(words.weights) <= size


def test_sources_are_of_every_kind_and_have_names_of_their_own() -> None:
    known = sources(generator.SOURCES, 1)
    kinds = Counter(source.kind for source in known)
    assert kinds["github"] == 1
    assert 0.2 < kinds["wechat"] / len(known) < 0.3
    assert len({source.name for source in known}) > 0.98 * len(known)


@pytest.mark.full
def test_what_diglot_makes_of_them_is_what_it_makes_of_real_ones(tmp_path: Path) -> None:
    generator.write(tmp_path / "content" / "articles", 1500)
    held = pipeline.stock(locate(tmp_path), Settings(), pipeline.Options(workers=2)).archive
    share = {name: count / 1500 for name, count in held.outcomes.items()}
    assert 0.55 < share["published"] < 0.65
    assert 0.33 < share["failed"] < 0.42
    assert set(share) == {"published", "failed"}  # the first captured again comes later
    langs = Counter(card.record.lang for card in held.cards)
    for lang in ("zh-Hans", "en"):
        assert 0.35 < langs[lang] / len(held.cards) < 0.6
    assert settings.load(tmp_path)[1] == []
