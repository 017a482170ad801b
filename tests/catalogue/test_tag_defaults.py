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


NOT_ABOUT = {
    "中国移动发布年度财报": "china",
    "中国信通院的一份评估": "china",
    "维护网络空间秩序的一堂课": "attack-defence-drills",
    "业绩会上谈到芯片组支持 5G": "telecom",
    "Agent Tesla again, in a parcel notice": "automotive",
    "A global IT meltdown in one afternoon": "hardware-security",
    "港口电脑维修店员工会看客户的照片": "economy",
    "这家港口的瑞士军刀": "europe-other",
    "调查北爱尔兰的一条船": "europe-other",
    "《战争》论坛里贴出的图纸": "conferences",
    "Resource Hacker 5.2 crashes": "cyberattacks",
    "把论坛数据放进时间序列预测": "trends",
    "keeper starred gchq/lighthouse": "united-kingdom",
    "keeper starred tencent-lab/lighthouse": "wechat-tencent",
    # a thing that is stolen or used up is not the trade that makes it
    "A skimmer takes credit cards at the kiosk": "finance",
    "某团伙注册了一千个域名": "networking",
    "Antibufala: il biglietto del traghetto è vero": "disinformation",
    "港口路由器命令注入漏洞": "sql-injection",
    "Mondiali: le truffe sulla coppa": "child-safety",
    "新茶的基因 —— 一次品尝": "science",
    # what could happen has not happened
    "A ferry bug could've let attackers steer": "cyberattacks",
    "渡轮系统曝漏洞，黑客可改航线": "cyberattacks",
    # a name within the name of an event, a company, an office or a research team
    "香港網安奪旗賽 HKCERT 解題": "hong-kong",
    "世界经济论坛：港口的未来": "conferences",
    "趋势科技发布港口软件更新": "trends",
    "美国国务院换了一种字体": "china",
    "记一次渡轮测试 - 渗透测试中心": "penetration-testing",
    "抖音集团研究团队谈缓存": "tiktok",
    "雷神众测漏洞周报2030.01.01": "vulnerability-disclosure",
    # whom somebody pretends to be
    "Una campagna di phishing a nome della Polizia di Stato": "police",
    "假冒 CrowdStrike 的网页": "crowdstrike",
    "木马版Tor浏览器": "anonymity",
    # another agency than the one that the tag is named for
    "U.S. DoJ indicts a harbour master": "fbi",
    "One model hub and its hugging face": "llm",
}


@pytest.mark.parametrize(("title", "slug"), NOT_ABOUT.items())
def test_a_name_that_holds_a_word_is_not_the_words_subject(title: str, slug: str) -> None:
    assert slug not in {hit.slug for hit in match(REGISTRY, title=title, text="")}


PASSING = {
    "sap": ("A guide to tidy shelves", "blogs.sap.com", "Shelves. " * 60 + "SAP."),
    "fbi": ("A gang is charged", "", "The FBI said so. The FBI helped. " + "Court. " * 60),
    "firmware": ("路由器有问题", "", "固件版本 1.0，固件版本 1.1，固件版本 1.2，固件不再更新。"),
    "cisa": ("A flaw in a server", "", "CISA says to patch, as CISA does; CISA has a list."),
}


@pytest.mark.parametrize("slug", PASSING)
def test_what_is_named_in_passing_or_by_the_source_is_no_subject(slug: str) -> None:
    title, host, text = PASSING[slug]
    assert slug not in {hit.slug for hit in match(REGISTRY, title=title, text=text, host=host)}


def test_a_soft_hyphen_in_the_name_of_a_round_up_does_not_hide_it() -> None:
    title = "灯塔漏洞修复；港口遭勒索 | 牛\u00ad览"
    assert {hit.slug for hit in match(REGISTRY, title=title, text="")} == {"roundups"}


def test_cybersecurity_in_general_stands_only_where_nothing_else_does() -> None:
    def slugs(title: str) -> set[str]:
        return {hit.slug for hit in match(REGISTRY, title=title, text="")}

    assert slugs("灯塔的网络安全") == {"cybersecurity"}
    assert "cybersecurity" not in slugs("灯塔的网络安全与勒索软件")


def test_a_starred_repository_is_tagged_by_its_name() -> None:
    found = match(REGISTRY, title="keeper starred harbour/linux-inject", text="", host="github.com")
    assert {hit.slug for hit in found} == {"github-activity", "linux"}


def test_headlines_of_a_morning_paper_give_it_no_tags() -> None:
    title = "灯塔早报 | 微软修复漏洞；勒索软件攻击医院"
    assert {hit.slug for hit in match(REGISTRY, title=title, text="")} == {"roundups"}
