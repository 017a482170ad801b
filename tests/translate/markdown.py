"""Markdown made up for properties: blocks of every kind with inline markup in two scripts."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = (
    "警方",
    "国家中心局",
    "report",
    "Interpol",
    "2022",
    "、",
    "（NCB）",
    "it's",
    "a_b",
    "1.",
    "*",
    "é",
)
INLINE = (
    *("**粗体**", "*斜体*", "***both***", "~~struck~~", "`co|de`", "[link](http://x.y/a_b)"),
    *("![图 alt](p.png)", "[![in](i.png)](http://l)", "<b>raw</b>", "<br>", "<script>", "&amp;"),
    *("http://bare.example/x?y=1&z=2", "a@b.example", "\\*no\\*", "\\|", "[ref][r]", "x[^1]"),
    *("[**deep** 链](u 'T')", "<http://auto.example>", "“引号”", "**“甲”**乙"),
)
inline = st.lists(st.sampled_from((*WORDS, *INLINE)), min_size=1, max_size=6).map(" ".join)
tight = st.lists(st.sampled_from((*WORDS, *INLINE)), min_size=1, max_size=5).map("".join)
line = st.one_of(inline, tight)
lines = st.lists(line, min_size=1, max_size=3).map("\n".join)


def _quoted(text: str) -> str:
    return "".join(f"> {each}\n" for each in text.split("\n"))


def _item(marker: str) -> st.SearchStrategy[str]:
    indent = " " * len(marker)
    return st.lists(lines, min_size=1, max_size=2).map(
        lambda paragraphs: (
            marker + f"\n\n{indent}".join(p.replace("\n", "\n" + indent) for p in paragraphs) + "\n"
        )
    )


def _table(cells: list[str]) -> str:
    clean = [cell.replace("\n", " ").replace("|", "\\|").replace("\\\\|", "\\|") for cell in cells]
    return f"| {clean[0]} | {clean[1]} |\n|---|:-:|\n| {clean[2]} | {clean[3]} |\n"


block = st.one_of(
    lines.map(lambda text: text + "\n"),
    st.tuples(st.sampled_from(("# ", "### ")), line).map("".join).map(lambda text: text + "\n"),
    lines.map(lambda text: f"{text}\n---\n"),
    lines.map(_quoted),
    st.lists(_item("- "), min_size=1, max_size=3).map("".join),
    st.lists(_item("1. "), min_size=1, max_size=2).map("\n".join),
    _item("- ").map(_quoted),
    st.lists(line, min_size=4, max_size=4).map(_table),
    lines.map(lambda text: "[^1]: " + text.replace("\n", "\n    ") + "\n"),
    st.just("```\ncode 代码\n```\n"),
    st.just("[r]: http://ref.example 'Ref'\n"),
)
documents = st.lists(block, min_size=1, max_size=5).map("\n".join)

replacement = st.one_of(
    line,
    st.text(max_size=40),
    st.sampled_from(
        (
            "# x",
            "1. y",
            "- z\n- w",
            "> q",
            "```\nc",
            "a|b|c",
            "<div>k</div>",
            "[a]: /u",
            "---",
            "=\n=",
        )
    ),
    st.sampled_from(
        (
            "a\n\nb",
            "    code",
            "| a |\n|--|",
            "\\",
            "t #",
            "[^1]: n",
            "`",
            "![",
            "~~~",
            "a\\\nb",
            "<!--",
        )
    ),
)
