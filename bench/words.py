"""Vocabularies to write made-up articles with: few words often, most of them hardly ever.

Above 200 lines, since most of them are words.

Invariant: everything follows from the lists in this module; a word's share falls with its rank as
in natural text (Zipf), so that what is distinct in a corpus grows as a real one's does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, product
from random import Random

HAN = (
    "港口船灯塔潮水码头仓库货单税关警员调查文件印章账簿信件照片电话线路网络安全系统漏洞攻击防御数据"
    "分析报告研究公司机构部门国家地区城市河流山谷村庄道路桥梁铁机场工厂学校医院银行市场价格合同法律规则"
    "条例标准技术服务用户管理员密码证书协议端平台工具方法过程结果原因问题影响风险威胁情报组织行动计划会议"
    "发布更新修复版本代码程序文档示例参考内容信息消息新闻评论编辑作者读者时间日期早晚春夏秋冬天地人心手"
    "大小多少高低长短新旧好坏快慢开关出入上下左右前后内外东西南北中间可能需要应该已经正在没有通过利用发现"
    "显示说明表示认为指出包括使用支持提供存在导致造成获取执行运行访问请求响应验证检测监控记录保存删除恢复"
)
LATIN = {
    "en": (
        "the of to and a in that is for on with as by it was from are this at be or an which has "
        "have not its they were their but will been can more one had also who when would other "
        "than all about into new there up may said out some these only over such could two after "
        "use used first most between where while system security attack harbour ship night light "
        "paper file report police office account bank letter network server user access control "
        "code update version vendor product service market price contract border customs record "
        "engine winter signal public private message device memory kernel driver project release"
    ),
    "it": (
        "di e il la che in un per una del con non sono da al come anche le dei più si della alla "
        "questo ma nel delle gli dati sicurezza rete attacco sistema porto nave notte luce carta "
        "polizia ufficio conto banca lettera servizio mercato prezzo contratto confine dogana"
    ),
    "de": (
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es "
        "an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum "
        "hafen schiff nacht licht papier polizei konto bank brief dienst markt preis vertrag"
    ),
}
SYLLABLES = [
    "ba",
    "be",
    "bor",
    "ca",
    "cor",
    "da",
    "del",
    "du",
    "en",
    "er",
    "fa",
    "fen",
    "ga",
    "gra",
    "ha",
    "hol",
    "in",
    "jo",
    "ka",
    "len",
    "lo",
    "ma",
    "mer",
    "mi",
    "na",
    "nor",
    "o",
    "pa",
    "per",
    "pro",
    "qua",
    "ra",
    "ren",
    "ri",
    "sa",
    "ser",
    "sta",
    "ta",
    "ten",
    "ter",
    "tor",
    "u",
    "va",
    "ver",
    "vi",
    "wa",
    "wen",
    "xa",
    "yor",
    "za",
]
TOPICS = (
    ("勒索软件", "ransomware"),
    ("钓鱼", "phishing"),
    ("漏洞", "vulnerability"),
    ("零日", "zero-day"),
    ("供应链攻击", "supply chain attack"),
    ("数据泄露", "data breach"),
    ("隐私", "privacy"),
    ("恶意软件", "malware"),
    ("木马", "trojan"),
    ("僵尸网络", "botnet"),
    ("人工智能", "artificial intelligence"),
    ("大模型", "LLM"),
    ("国际刑警组织", "Interpol"),
    ("网络犯罪", "cybercrime"),
    ("暗网", "dark web"),
    ("加密货币", "cryptocurrency"),
    ("渗透测试", "penetration testing"),
    ("应急响应", "incident response"),
    ("威胁情报", "threat intelligence"),
    ("红队", "red team"),
    ("逆向", "reverse engineering"),
    ("云安全", "cloud security"),
    ("工业控制系统", "industrial control systems"),
    ("间谍软件", "spyware"),
    ("SQL注入", "SQL injection"),
    ("远程代码执行", "remote code execution"),
    ("提权", "privilege escalation"),
    ("区块链", "blockchain"),
    ("量子", "quantum"),
    ("卫星", "satellite"),
    ("Linux", "Linux"),
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("Kubernetes", "Kubernetes"),
    ("芯片", "semiconductor"),
    ("选举", "election"),
    ("制裁", "sanctions"),
    ("边境", "border control"),
    ("洗钱", "money laundering"),
    ("证据", "digital forensics"),
)
"""Subjects of articles, in Chinese and English; the registry of tags that ships knows many."""

SIZES = {"zh": 60_000, "en": 90_000, "it": 25_000, "de": 15_000}
"""Words of each vocabulary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Words by rank, with the running sums of their weights."""

    words: Sequence[str]
    weights: Sequence[float]

    def draw(self, chance: Random, count: int) -> list[str]:
        """So many words, frequent ones more often."""
        return chance.choices(self.words, cum_weights=self.weights, k=count)


@cache
def vocabulary(lang: str) -> Vocabulary:
    """The words of `zh`, `en`, `it` or `de`."""
    chance = Random(f"words of {lang}")  # noqa: S311 - made-up text, not a secret
    size = SIZES[lang]
    words = dict.fromkeys(_common(lang))
    for word in _rare(lang, chance):
        words[word] = None
        if len(words) == size:
            break
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(size)))
    return Vocabulary(words=tuple(words), weights=weights)


def _common(lang: str) -> list[str]:
    if lang != "zh":
        return LATIN[lang].split()
    single = [
        "的",
        "了",
        "在",
        "和",
        "是",
        "与",
        "对",
        "将",
        "也",
        "其",
        "被",
        "及",
        "并",
        "从",
        "为",
    ]
    return [*single, *(HAN[at : at + 2] for at in range(0, len(HAN) - 1, 2))]


def _rare(lang: str, chance: Random) -> list[str]:
    if lang == "zh":
        letters = sorted(set(HAN))
        made = [a + b for a, b in product(letters, letters)]
    else:
        made = ["".join(parts) for parts in product(SYLLABLES, SYLLABLES, SYLLABLES)]
        made += ["".join(parts) for parts in product(SYLLABLES, SYLLABLES)]
    chance.shuffle(made)
    return made
