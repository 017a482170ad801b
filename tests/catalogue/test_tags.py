import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.catalogue.tag_names import hashed, name_key
from diglot.catalogue.tags import Pattern, Registry, Tag, known, load, resolve, tag, visible

REGISTRY = Registry(
    tags=(
        Tag(slug="interpol", zh="国际刑警组织", en="Interpol", aliases=("国际刑警", "ICPO")),
        Tag(slug="zero-trust", zh="零信任", en="Zero trust"),
    ),
    patterns=(Pattern(regex=r"CVE-\d{4}-\d{4,7}", zh="漏洞 {}", en="{}"),),
)


def write(folder: Path, text: str) -> Path:
    path = folder / "tags.toml"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


@pytest.mark.parametrize(
    "name", ["interpol", "INTERPOL", "Ｉｎｔｅｒｐｏｌ", "国际刑警组织", "国际\u200b刑警", " icpo "]
)
def test_names_aliases_and_slugs_speak_of_one_tag(name: str) -> None:
    found = known(REGISTRY, name)
    assert found is not None
    assert found.slug == "interpol"


def test_a_pattern_knows_the_tags_it_makes() -> None:
    found = known(REGISTRY, "cve-2021-44228")
    assert found == Tag(slug="cve-2021-44228", zh="漏洞 CVE-2021-44228", en="CVE-2021-44228")
    assert known(REGISTRY, "CVE 2021 44228") == found
    assert tag(REGISTRY, "cve-2021-4") is None
    assert known(REGISTRY, "harbour") is None
    assert known(REGISTRY, "") is None


def test_unknown_names_get_their_own_tag_under_their_commonest_spelling() -> None:
    tags = resolve(["Harbour", "harbour", "HARBOUR", "harbour", "港口"], REGISTRY)
    assert tags["harbour"] == Tag(slug="harbour", zh="harbour", en="harbour")
    assert tags["港口"].slug == hashed("港口")
    assert tags["港口"].zh == "港口"


def test_names_with_one_slug_get_different_paths() -> None:
    tags = resolve(["C++", "C#", "C", "Zero Trust!", "Interpol"], REGISTRY)
    assert tags["c"].slug == "c"
    assert tags["c#"].slug == hashed("C#")
    assert tags["c++"].slug == hashed("C++")
    assert tags["zero trust!"].slug == hashed("Zero Trust!"), "zero-trust is the registry's"
    assert tags["interpol"].slug == "interpol"


def test_names_with_nothing_to_see_have_no_tag() -> None:
    assert resolve(["", " ", "\u200b\ufeff"], REGISTRY) == {}


NAMES = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(["C", "C++", "c#", "AI", "ai", "ＡＩ", "国际刑警", "CVE-2024-1234", "nul"]),
    ),
    max_size=12,
)


@given(NAMES, st.randoms())
def test_tags_do_not_depend_on_the_order_of_names(names: list[str], random: object) -> None:
    shuffled = sorted(names, key=lambda name: (hashed(name + str(random)), name))
    assert resolve(shuffled, REGISTRY) == resolve(names, REGISTRY)


@given(NAMES)
def test_different_tags_have_different_paths(names: list[str]) -> None:
    tags = resolve(names, REGISTRY)
    assert tags.keys() == {name_key(name) for name in names} - {""}
    slugs: dict[str, Tag] = {}
    for found in tags.values():
        assert slugs.setdefault(found.slug, found) == found


def test_pages_and_feeds_start_at_their_thresholds() -> None:
    counts = {
        "interpol": 1,
        "zero-trust": 10,
        "harbour": 9,
        "cve-2024-0001": 2,
        "cve-2024-0002": 3,
        "cve-2024-0003": 10,
        "empty": 0,
    }
    seen = visible(REGISTRY, counts)
    assert seen.pages == {"interpol", "zero-trust", "harbour", "cve-2024-0002", "cve-2024-0003"}
    assert seen.feeds == {"zero-trust", "cve-2024-0003"}


def test_a_registry_crosses_processes_and_its_digest_follows_its_rules() -> None:
    again = pickle.loads(pickle.dumps(REGISTRY))  # noqa: S301 - our own bytes
    assert again == REGISTRY
    assert again.digest == REGISTRY.digest
    changed = Registry(tags=REGISTRY.tags[:1], patterns=REGISTRY.patterns)
    assert changed.digest != REGISTRY.digest


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    registry, findings = load(tmp_path / "tags.toml")
    assert findings == ()
    assert registry == load(None)[0]
    assert tag(registry, "interpol") is not None


def test_a_site_adds_replaces_and_removes(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '[[tag]]\nslug = "harbour"\nzh = "港口"\nen = "Harbours"\n'
        '[[tag]]\nslug = "interpol"\nzh = "刑警"\nen = "ICPO"\n'
        '[[tag]]\nslug = "games"\nremove = true\n',
    )
    registry, findings = load(path)
    assert findings == ()
    assert tag(registry, "games") is None
    assert tag(registry, "harbour") is not None
    replaced = tag(registry, "interpol")
    assert replaced is not None
    assert replaced.en == "ICPO"
    assert len(registry.tags) == len(load(None)[0].tags)
    assert [each.slug for each in registry.tags] == sorted(each.slug for each in registry.tags)


def test_a_site_can_start_from_nothing(tmp_path: Path) -> None:
    text = '[registry]\ndefaults = false\n[[tag]]\nslug = "a"\nzh = "甲"\nen = "A"\n'
    registry, findings = load(write(tmp_path, text))
    assert findings == ()
    assert [each.slug for each in registry.tags] == ["a"]
    assert registry.patterns == ()


def test_removing_what_is_not_there_is_a_warning(tmp_path: Path) -> None:
    _, findings = load(write(tmp_path, '\n[[tag]]\nslug = "gmaes"\nremove = true\n'))
    assert [(finding.line, finding.severity) for finding in findings] == [(2, "warning")]
    assert "gmaes" in findings[0].what


def test_two_tags_that_answer_to_one_name_are_a_warning(tmp_path: Path) -> None:
    text = '[[tag]]\nslug = "icpo"\nzh = "国际刑警组织"\nen = "ICPO"\n'
    _, findings = load(write(tmp_path, text))
    assert [(finding.line, finding.severity) for finding in findings] == [(1, "warning")]
    assert "'interpol' and 'icpo'" in findings[0].what


def test_a_file_that_is_no_text_is_reported_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "tags.toml"
    path.write_bytes(b'[[tag]]\nzh = "\xff"\n')
    registry, findings = load(path, "content/tags.toml")
    assert [(finding.path, finding.severity) for finding in findings] == [
        ("content/tags.toml", "error")
    ]
    assert registry == load(None)[0]


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "tags.toml"
    path.write_text('\ufeff[[tag]]\nslug = "a"\nzh = "甲"\nen = "A"\n', encoding="utf-8")
    registry, findings = load(path)
    assert findings == ()
    assert tag(registry, "a") is not None
