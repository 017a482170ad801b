"""The registry that ships: what every site starts with must be whole and quiet."""

import re

import pytest

from diglot.catalogue.tag_names import name_key, usable
from diglot.catalogue.tagging import match
from diglot.catalogue.tags import Tag, load

REGISTRY, FINDINGS = load(None)
HAN = re.compile("[\u4e00-\u9fff]")


def test_it_has_no_findings_and_enough_tags() -> None:
    assert FINDINGS == ()
    assert len(REGISTRY.tags) >= 110
    slugs = [tag.slug for tag in REGISTRY.tags]
    assert len(set(slugs)) == len(slugs)
    assert all(map(usable, slugs))


@pytest.mark.parametrize("tag", REGISTRY.tags, ids=lambda tag: tag.slug)
def test_a_tag_has_both_names_and_rules_in_both_languages(tag: Tag) -> None:
    assert tag.zh
    assert not HAN.search(tag.en)
    rules = [*tag.match, *tag.cased]
    assert any(HAN.search(rule) for rule in rules)
    assert any(re.search("[A-Za-z]", rule) and not HAN.search(rule) for rule in rules)
    folded = [name_key(rule) for rule in tag.match]
    assert len(set(folded)) == len(folded), "a phrase stands twice"


def test_no_name_leads_to_two_tags() -> None:
    owners: dict[str, str] = {}
    for tag in REGISTRY.tags:
        for name in {name_key(each) for each in (tag.slug, tag.zh, tag.en, *tag.aliases)}:
            assert owners.setdefault(name, tag.slug) == tag.slug, name


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Ransomware gang names a harbour authority", "ransomware"),
        ("港务局遭勒索软件攻击", "ransomware"),
        ("國際刑警組織發佈紅色通緝令的這個消息", "interpol"),
        ("Europol closes a marketplace", "europol"),
        ("公安机关打掉一电信网络诈骗团伙", "telecom-fraud"),
        ("How open-source intelligence found the ship", "osint"),
        ("开源情报入门", "osint"),
        ("人脸识别进校园引发争议", "biometrics"),
        ("Deepfake voices call the bank", "deepfake"),
        ("Model says prompt injection is solved", "ai-security"),
        ("工业控制系统安全指南", "ics"),
        ("CVE-2026-990017 in gateways", "cve-2026-990017"),
        ("New rules for personal data: GDPR turns ten", "personal-information"),
    ],
)
def test_plain_titles_find_their_subject(title: str, slug: str) -> None:
    assert slug in {hit.slug for hit in match(REGISTRY, title=title, text="")}


@pytest.mark.parametrize(
    "title",
    ["A walk along the river", "今天天气很好", "Una passeggiata", "The constable’s notebook"],
)
def test_titles_about_nothing_of_this_find_nothing(title: str) -> None:
    assert match(REGISTRY, title=title, text="") == ()
