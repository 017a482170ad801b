"""Good translations, in our own words, on which no check may stumble; and ways to spoil them."""

from __future__ import annotations

GOOD = (
    (
        "警方表示，过去三年里该团伙共骗取约1.3亿美元。",
        "Police say the gang swindled about $130 million over the past three years.",
    ),
    (
        "这个数据库每天被查询超过2000万次，相当于每秒约250次。",
        "The database is searched more than 20 million times a day, or about 250 times a second.",
    ),
    (
        "会议于2022年12月27日在里昂举行，这是第17届。",
        "The meeting was held in Lyon on 27 December 2022; it was the 17th of its kind.",
    ),
    (
        "行动中逮捕了1000多名嫌疑人，冻结了四百个账户。",
        "More than 1,000 suspects were arrested and 400 accounts were frozen during the operation.",
    ),
    (
        "秘书长说，答案不是建立需要实地测试的新系统。",
        "The answer, the Secretary General said, is not to build new systems that must be tested in the field.",
    ),
    (
        "她在港口工作了二十年，认识每一位船长。",
        "She had worked in the port for twenty years and knew every captain there.",
    ),
    ("标题", "Title"),
    ("分担职责", "Sharing the work"),
    (
        "国际刑警组织全球会议探讨新世纪的犯罪威胁",
        "Interpol's global conference discusses the criminal threats of the new century",
    ),
    (
        "他停了一下，又停了一下，才说：好，好，好。",
        "He paused, and paused again, before he said: fine, fine, fine.",
    ),
    (
        "约有30%的样本，即195.5亿条记录，被重复收录。",
        "Some 30% of the samples, or 19.55 billion records, were collected twice.",
    ),
    (
        "该漏洞编号为CVE-2026-990017，影响2.4至2.6版本。",
        "The flaw, CVE-2026-990017, affects versions 2.4 to 2.6.",
    ),
    (
        "The port authority said two cranes would be out of service until 9 March.",
        "港务局表示，两台起重机将停用至3月9日。",
    ),
    (
        "Nobody was hurt, but the warehouse burnt down within an hour.",
        "无人受伤，但仓库在一小时内被烧毁。",
    ),
    (
        "A fine of 2.5 million euros was imposed on the company in 2021.",
        "该公司于2021年被处以250万欧元罚款。",
    ),
    ("Officers searched eleven flats in four cities.", "警员搜查了四座城市的11套公寓。"),
    (
        "Please write to press@example.org or see https://example.org/a_b?c=1.",
        "请致信 press@example.org，或见 https://example.org/a_b?c=1。",
    ),
    ("OpenSSL 3.0", "OpenSSL 3.0 版"),
)
