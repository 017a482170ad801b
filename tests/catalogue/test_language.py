from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.catalogue.lang_script import (
    HANS_ONLY,
    HANT_ONLY,
    SIMPLIFIED,
    is_traditional,
    to_simplified,
)
from diglot.catalogue.lang_words import KNOWN, vote, winner
from diglot.catalogue.language import LANGUAGES, detect, of_title

BODIES = [
    ("zh-Hans", "港务局昨天公布了演练的结果，网络在四十分钟内恢复。"),
    ("zh-Hans", "这个软件包已经三年没有人维护，却每天被下载两万次。"),
    ("zh-Hans", "登录页面见 https://login.example.com/a?b=1 ，请不要输入密码。"),
    ("zh-Hans", "使用 curl -s http://198.51.100.7/run.sh | bash 安装之后，服务会自动启动。"),
    ("zh-Hans", "我们在 Kubernetes 集群里部署了 Prometheus 和 Grafana，用来观察流量。"),
    ("zh-Hans", "国际刑警组织（Interpol）与欧洲刑警组织（Europol）联合发布通报。"),
    ("zh-Hans", "乾坤未定，著名的于先生说。"),
    ("zh-Hans", "这种“鲜の每日”牛奶的包装上印着一个日文字母。"),
    ("zh-Hant", "港務局昨天公佈了演練的結果，網路在四十分鐘內恢復。"),
    ("zh-Hant", "手機鑑識的時間窗：為什麼最後一次解鎖這麼重要？"),
    ("zh-Hant", "這個軟體套件已經三年沒有人維護。"),
    ("zh-Hant", "香港警方表示，過去一年電話騙案增加兩成。"),
    ("ja", "港の管理者は昨日、訓練の結果を発表した。"),
    ("ja", "このソフトウェアは三年間更新されていない。"),
    ("ja", "パスワードマネージャー"),
    ("ja", "脆弱性情報の公開について"),
    ("ko", "항만 당국은 어제 훈련 결과를 발표했다."),
    ("ko", "이 소프트웨어는 3년 동안 관리되지 않았다."),
    ("en", "The harbour authority published what it had learned from the drill."),
    ("en", "Nobody has maintained this package for three years, and yet it is everywhere."),
    ("en", "The word 网络安全 means network security, and it is used for all of this."),
    ("en", "We asked what the Chinese term 关键信息基础设施 covers and how it came about."),
    ("en", "It’s the “small print” that matters — and they didn’t read it."),
    ("en", "Café owners were asked to change their passwords after the breach."),
    ("it", "L’autorità portuale ha pubblicato i risultati dell’esercitazione."),
    ("it", "Il pacchetto non è più mantenuto da tre anni, ma è ancora molto usato."),
    ("it", "La sicurezza informatica non è solo una questione di software."),
    ("de", "Die Hafenbehörde hat die Ergebnisse der Übung gestern veröffentlicht."),
    ("de", "Das Paket wird seit drei Jahren nicht mehr gepflegt, und doch ist es überall."),
    ("fr", "L’autorité portuaire a publié hier les résultats de son exercice dans le port."),
    ("fr", "Ce logiciel n’est plus maintenu depuis trois ans, mais il est encore partout."),
    ("es", "La autoridad del puerto publicó ayer los resultados del ejercicio que hicieron."),
    ("es", "Nadie mantiene este programa desde hace tres años, pero está en todas partes."),
    ("pt", "A autoridade do porto não publicou ontem os resultados do exercício que fez."),
    ("pt", "Ninguém mantém este programa há três anos, mas ele está em toda a parte."),
    ("ru", "Портовая служба вчера сообщила, что она закончила свои учения."),
    ("ru", "Этот пакет уже три года никто не обновляет, но он есть везде."),
    ("und", "De havenautoriteit heeft gisteren de resultaten van de oefening gepubliceerd."),
    ("und", "Nikt nie utrzymuje tego pakietu od trzech lat, ale jest on wszędzie."),
    ("und", "Satama julkaisi eilen harjoituksen tulokset, mutta se ei kertonut niistä mitään."),
    ("und", "Порт учора повідомив, що він закінчив навчання, але не сказав які."),
    ("und", "الميناء نشر نتائج التدريب أمس"),
    ("und", "8f14e45f ceea167a 5a36dedd4bea"),
    ("und", "12345 67890"),
    ("und", ""),
]


@pytest.mark.parametrize(("lang", "text"), BODIES, ids=[text[:24] for _, text in BODIES])
def test_a_short_body_is_told(lang: str, text: str) -> None:
    assert detect(text) == lang


def test_prose_decides_where_code_is_longer() -> None:
    code = "int main(void) { for (int i = 0; i < n; i++) { if (a[i] != b[i]) return 1; } }\n" * 12
    assert detect("下面这段代码比较两个数组，发现不同就返回。\n" + code) == "zh-Hans"
    assert detect("This is how the two lists are compared with each other.\n" + code) == "en"


def test_the_longer_prose_decides_in_a_mixed_text() -> None:
    english = "The authority said that it had been told of this by the crew. "
    chinese = "港务局表示，船员当晚就报告了情况。"
    assert detect(english * 5 + chinese) == "en"
    assert detect(english + chinese * 12) == "zh-Hans"


def test_a_body_that_does_not_tell_has_its_titles_language() -> None:
    assert detect("", "港口演练") == "zh-Hans"
    assert detect("0x00 0xff", "What the crew of the ship had seen") == "en"


@pytest.mark.parametrize(
    ("declared", "text", "lang"),
    [
        ("en-US", "", "en"),
        ("EN_us", "Il porto non è più quello che era.", "en"),
        ("zh-TW", "港口", "zh-Hant"),
        ("zh_HK", "港口", "zh-Hant"),
        ("zh-Hans-SG", "國際", "zh-Hans"),
        ("zh-CN", "", "zh-Hans"),
        ("zh", "國際組織", "zh-Hant"),
        ("zh", "国际组织", "zh-Hans"),
        ("pl", "Nikt nie utrzymuje tego pakietu.", "pl"),
        ("en", "港务局昨天公布了演练的结果。", "zh-Hans"),
        ("zh", "The harbour authority published what it had learned.", "en"),
        ("und", "The harbour authority published what it had learned.", "en"),
        ("javascript:alert(1)", "The harbour authority published what it had learned.", "en"),
        ("x", "港口", "zh-Hans"),
    ],
)
def test_what_is_declared_decides_within_its_script(declared: str, text: str, lang: str) -> None:
    assert detect(text, declared=declared) == lang


@pytest.mark.parametrize(
    ("title", "body", "lang"),
    [
        ("Log4Shell", "it", "it"),
        ("CVE-2026-990017: Harrowgate", "zh-Hans", "zh-Hans"),
        ("GPT-4 API", "de", "de"),
        ("The manifest and what it meant for the port", "zh-Hans", "en"),
        ("The manifest and what it meant for the port", "it", "en"),
        ("Il porto e i suoi segreti", "it", "it"),
        ("港口演练复盘", "en", "zh-Hans"),
        ("港口", "zh-Hant", "zh-Hant"),
        ("網路演練", "zh-Hans", "zh-Hant"),
        ("网络演练", "zh-Hant", "zh-Hans"),
        ("脆弱性情報", "ja", "ja"),
        ("网络安全", "ja", "zh-Hans"),
        ("セキュリティ入門", "en", "ja"),
        ("【Harbour】港口 Harbour API", "en", "zh-Hans"),
        ("???", "en", "en"),
        ("", "zh-Hans", "zh-Hans"),
    ],
)
def test_a_title_is_judged_by_itself(title: str, body: str, lang: str) -> None:
    assert of_title(title, body) == lang


@given(st.text(max_size=300), st.text(max_size=60), st.text(max_size=8))
def test_any_text_has_a_language_that_html_can_carry(text: str, title: str, declared: str) -> None:
    lang = detect(text, title, declared)
    assert lang in LANGUAGES or (lang.isascii() and lang.isalpha() and 2 <= len(lang) <= 3)
    assert of_title(title, lang)


def test_lone_surrogates_do_no_harm() -> None:
    assert detect("\ud800港口演练的结果\udfff") == "zh-Hans"


def test_the_scripts_share_no_telling_character() -> None:
    assert not HANS_ONLY & HANT_ONLY
    assert is_traditional("".join(HANT_ONLY))
    assert is_traditional("".join(HANS_ONLY)) is False


def _in(character: str, codec: str) -> bytes:
    """The character in a character set, empty where it is not of that set."""
    try:
        return character.encode(codec)
    except UnicodeEncodeError:
        return b""


COMMON = [
    c for c in map(chr, range(0x4E00, 0xA000)) if b"\xa4\x40" <= _in(c, "big5") <= b"\xc6\x7e"
]
"""The 5,401 common characters of Taiwan's standard."""


def test_traditional_characters_are_not_of_the_mainlands_standard_set() -> None:
    assert {c for c in HANT_ONLY if _in(c, "gb2312")} == set("後麽")


def test_nearly_every_common_traditional_character_has_its_simplified_form() -> None:
    traditional = [c for c in COMMON if not _in(c, "gb2312")]
    known = [c for c in traditional if c in SIMPLIFIED]
    assert len(traditional) > 2000
    assert len(known) / len(traditional) > 0.9
    assert sum(bool(_in(SIMPLIFIED[c], "gb2312")) for c in known) / len(known) > 0.98


def test_simplified_characters_are_hardly_in_taiwans_common_ones() -> None:
    """Fifteen are rare characters of their own there: 划 of 划船, 听 in names."""
    assert len(HANS_ONLY & set(COMMON)) <= 15, sorted(HANS_ONLY & set(COMMON))


@pytest.mark.parametrize("word", ["託運", "解説", "證明", "証據", "機閘", "偽鈔", "鑑識", "釀酒"])
def test_short_traditional_words_are_told(word: str) -> None:
    assert of_title(word, "zh-Hans") == "zh-Hant"
    assert to_simplified(word) != word


@given(st.text(alphabet=st.sampled_from(sorted(HANT_ONLY)), max_size=200))
def test_folding_keeps_every_position(text: str) -> None:
    folded = to_simplified(text)
    assert len(folded) == len(text)
    assert not HANT_ONLY.intersection(folded)


@pytest.mark.parametrize("lang", KNOWN)
def test_every_known_language_has_words_of_its_own(lang: str) -> None:
    own = {"en": "the", "it": "della", "de": "und", "fr": "dans", "es": "pero", "pt": "não"}
    assert vote([own.get(lang, "что")])[lang] == 1


def test_a_tie_of_unknown_languages_is_no_answer() -> None:
    assert winner({"nl": 9, "de": 5}, 20) == "und"
    assert winner({"en": 3}, 100) == "und"
    assert winner({}, 0) == "und"
