"""A whole small site, file by file; its own templates say what they are given, and no more.

`DIGLOT_REGOLD=1 pytest tests/test_golden.py` writes the expectation anew: read the difference.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.sites import Site, tree

GOLDEN = Path(__file__).parent / "golden"
EXCLUDED = (".bin", "manifest.json")
"""Search shards are compressed, so their bytes differ between builds of zlib; the manifest names them."""


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.iterdir() if path.is_dir()))
@pytest.mark.parametrize("workers", [0, 2])
def test_golden_site(name: str, workers: int, tmp_path: Path) -> None:
    shutil.copytree(GOLDEN / name, tmp_path / name, ignore=shutil.ignore_patterns("expected"))
    site = Site(tmp_path / name)
    site.build(workers=workers)
    got = {path: each for path, each in site.pages().items() if not path.endswith(EXCLUDED)}
    expected = GOLDEN / name / "expected"
    if os.environ.get("DIGLOT_REGOLD"):
        shutil.rmtree(expected, ignore_errors=True)
        for path, content in got.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(content)
    wanted = {path: each.replace(b"\r\n", b"\n") for path, each in tree(expected).items()}
    assert sorted(got) == sorted(wanted)
    for path, content in got.items():
        assert content.decode("utf-8") == wanted[path].decode("utf-8"), path
