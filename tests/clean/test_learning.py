from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from diglot.clean import Rules, load_rules
from diglot.clean.explaining import explain
from diglot.clean.learning import Counted, count, learn
from diglot.clean.loading import LEARNED
from diglot.clean.profile import SHARED, group_of, parse
from diglot.model import Article
from tests.clean.captures import (
    CHINESE,
    LATER,
    MORE,
    PROSE,
    RULES,
    WECHAT,
    article,
    cleaned,
    document,
    texts,
    web,
    wechat,
)

FOOT = "The harbour paper has been printed at the north pier since the year of the great storm."
BANNER = "![](https://mmbiz.qpic.cn/banner/0?wx_fmt=gif)"


def counted(body: str, url: str) -> Counted | None:
    capture = Article(path="a.md", body=body, title="A", url=url)
    return count(capture, document(body), RULES)


def paper(n: int) -> str:
    """An edition of a paper with the same foot below texts of its own."""
    word = "abcdefghij"[n] * 3
    return web(f"{PROSE} It said {word}.", f"{MORE} They said {word}.", FOOT)


def profiled(folder: Path, *captures: Counted | None) -> Rules:
    (folder / LEARNED).write_text(learn(captures), encoding="utf-8")
    return load_rules(folder)


def test_what_recurs_at_the_foot_of_a_hosts_pages_goes(tmp_path: Path) -> None:
    found = [counted(paper(n), f"https://harbour.example/{n}") for n in range(8)]
    rules, body = profiled(tmp_path, *found), web(PROSE, MORE, FOOT)
    assert texts(cleaned(body)) == [PROSE, MORE, FOOT]
    assert texts(cleaned(body, rules=rules)) == [PROSE, MORE]
    shown = explain(article(body), document(body), rules)
    assert shown["group"].startswith("8 captures")
    assert shown["rows"][-1]["evidence"] == "host profile 8/8"


def test_pictures_that_recur_in_an_account_go_and_recurring_headings_stay(tmp_path: Path) -> None:
    bodies = [
        wechat(BANNER, "**本周漏洞**", f"{CHINESE}第{n}号{'灯' * n}", LATER + "雾" * n)
        for n in range(8)
    ]
    found = [counted(body, f"{WECHAT}&sn={n}") for n, body in enumerate(bodies)]
    made = cleaned(bodies[3], rules=profiled(tmp_path, *found), url=WECHAT)
    assert BANNER not in texts(made)
    assert "**本周漏洞**" in texts(made)
    assert BANNER in texts(cleaned(bodies[3], url=WECHAT))


def test_a_slogan_and_a_picture_beside_what_asks_to_be_followed_go(tmp_path: Path) -> None:
    def body(n: int) -> str:
        cover = f"![](https://mmbiz.qpic.cn/{n}/640)"
        lines = ("点击蓝字关注我们", "**带你看懂灯塔**", "报告来源：港务局")
        return wechat(cover, *lines, f"{CHINESE}第{n}号{'灯' * n}", LATER + "雾" * n)

    rules = profiled(tmp_path, *(counted(body(n), f"{WECHAT}&sn={n}") for n in range(8)))
    assert texts(cleaned(body(3), rules=rules, url=WECHAT))[0] == "报告来源：港务局"


def test_a_recurring_line_that_introduces_pictures_does_not_cost_them(tmp_path: Path) -> None:
    pictures = [[f"![](https://harbour.example/{n}/{k}.png)" for k in range(8)] for n in range(3)]
    bodies = [web(f"{n}. {PROSE}", "**Pictures:**", *pictures[n]) for n in range(3)]
    addresses = [f"https://harbour.example/{n}" for n in range(3)]
    rules = profiled(tmp_path, *map(counted, bodies, addresses))
    assert texts(cleaned(bodies[0], rules=rules))[-8:] == pictures[0]


def test_the_same_capture_twice_counts_once() -> None:
    once = counted(paper(1), "https://harbour.example/1")
    twice = counted(paper(1), "https://harbour.example/1")
    assert learn([once, twice]) == learn([once])


def test_equal_bodies_under_other_addresses_count_each() -> None:
    menu = "# A\n\n* [Home](/)\n* [News](/news)\n\nSubscribe to the paper.\n"
    found = [counted(menu, f"https://harbour.example/{n}") for n in range(3)]
    assert "@\tharbour.example\t3\t" in learn(found)


def test_failed_captures_and_files_without_address_teach_nothing() -> None:
    assert counted("# A\n\n该内容已被发布者删除\n", WECHAT) is None
    assert counted(paper(1), "") is None


def test_the_file_holds_no_text_of_the_captures() -> None:
    found = [counted(paper(n), f"https://harbour.example/{n}") for n in range(4)]
    text = learn(found)
    assert "harbour paper" not in text
    assert len(text) < 400


def test_the_name_of_an_account_is_learned_from_its_foot() -> None:
    found = [counted(wechat(CHINESE, LATER), f"{WECHAT}&sn={n}") for n in range(3)]
    profile, wrong = parse(learn(found))
    assert wrong == []
    assert profile.groups["biz:MzA1"].account == "海岸观察"
    assert profile.groups["biz:MzA1"].captures == 3


def test_a_group_knows_the_length_of_its_longest_block() -> None:
    profile, _ = parse(learn([counted(paper(n), f"https://harbour.example/{n}") for n in range(8)]))
    assert profile.of("https://harbour.example/9")[0].longest == len(FOOT)
    assert profile.of("https://elsewhere.example/9")[0].longest == 0


def test_groups_are_accounts_on_wechat_and_hosts_elsewhere() -> None:
    assert group_of(WECHAT) == "biz:MzA1"
    assert group_of("https://www.harbour.example/a") == "harbour.example"
    assert group_of("https://mp.weixin.qq.com/s/abc") == "mp.weixin.qq.com"
    assert group_of("not an address") == group_of("http://[broken") == ""


CAPTURES = st.builds(
    Counted,
    st.sampled_from(["a.example", "b.example", "biz:x"]),
    st.tuples(st.sampled_from("uvwxyz"), st.sampled_from("AB")),
    st.frozensets(st.integers(1, 2**48 - 1), max_size=5),
    st.sampled_from(["", "海岸观察", "港务"]),
)


@given(st.lists(st.none() | CAPTURES, max_size=20, unique_by=lambda c: c and c.identity))
def test_the_order_of_captures_does_not_matter(captures: list[Counted | None]) -> None:
    shuffled = sorted(captures, key=repr)
    assert learn(shuffled) == learn(captures)


@given(st.lists(CAPTURES, max_size=20))
def test_what_is_written_is_read_again(captures: list[Counted]) -> None:
    profile, wrong = parse(learn(captures))
    assert wrong == []
    for name, group in profile.groups.items():
        assert name == SHARED or group.captures <= len(captures)
        assert all(0 < n <= max(group.captures, 3) for n in group.counts.values())


@given(st.text(max_size=200))
def test_no_file_is_too_odd_to_be_read(text: str) -> None:
    profile, wrong = parse(text)
    assert len(profile.groups) + len(wrong) <= text.count("\n") + 1
