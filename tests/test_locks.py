"""What CI and Pages install is locked, with hashes, and agrees with what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "requirements"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
GROUPS = PROJECT["dependency-groups"]
ASKED = {
    "build": GROUPS["build"],
    "site": PROJECT["project"]["dependencies"],
    "develop": [*PROJECT["project"]["dependencies"], *EXTRAS["test"], *EXTRAS["lint"]],
    "measures": GROUPS["measures"],
    "release": [*GROUPS["build"], *GROUPS["release"]],
}
DUE = "requirements/ is out of date: run .ci/lock"


def _locked(name: str) -> list[tuple[Requirement, int]]:
    """Each pin of a lock file, and how many hashes it has."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    joined = re.sub(r"\\\n\s+", " ", re.sub(r"(?m)^\s*#.*\n", "", text))
    pins = []
    for line in joined.splitlines():
        requirement, *hashes = line.split(" --hash=")
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each.strip()) for each in hashes), line
        pins.append((Requirement(requirement), len(hashes)))
    return pins


@pytest.mark.parametrize("name", ASKED)
def test_everything_asked_for_is_locked_as_asked(name: str) -> None:
    pins = [requirement for requirement, _ in _locked(name)]
    for asked in map(Requirement, ASKED[name]):
        found = [
            pin for pin in pins if canonicalize_name(pin.name) == canonicalize_name(asked.name)
        ]
        assert found, f"{asked.name}: {DUE}"
        for pin in found:
            (version,) = (each.version for each in pin.specifier)
            assert asked.specifier.contains(version), f"{pin}: {DUE}"


@pytest.mark.parametrize("name", ASKED)
def test_every_pin_is_exact_and_has_its_hashes(name: str) -> None:
    for requirement, hashes in _locked(name):
        assert [each.operator for each in requirement.specifier] == ["=="], requirement
        assert hashes >= 1, requirement


def test_locks_agree_with_one_another() -> None:
    versions: dict[str, set[str]] = {}
    for name in ("build", "site", "develop"):
        found: dict[str, set[str]] = {}
        for requirement, _ in _locked(name):
            found.setdefault(requirement.name, set()).add(str(requirement.specifier))
        for package, pins in found.items():
            assert versions.setdefault(package, pins) == pins, f"{package}: {DUE}"


def test_locks_name_no_index_and_no_machine() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(ASKED)
    for path in FOLDER.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text
        assert not re.search(r"(?m)^-|@ |--(index|extra|find|trusted)", text)
