"""Pages of WeChat's public accounts, read by their own structure.

Invariant: only what stands in `js_content` is text; title, account, author and time come from where
the page's own script has them, and the address is the one that identifies the article.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import TYPE_CHECKING

from diglot.adding import markup
from diglot.adding.page import Page
from diglot.adding.refusal import Refused
from diglot.capture import dates

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

HOST = "mp.weixin.qq.com"
CHINA = dt.timezone(dt.timedelta(hours=8))
"""Times on these pages are China's, wherever they are read."""

_VARIABLE = r"""\b{name}\s*[:=]\s*(?:htmlDecode\(|JsDecode\()?\s*["']([^"'\n]{{1,2000}})["']"""


def is_wechat(tree: BeautifulSoup, url: str) -> bool:
    """Whether a page is one of a public account, by its address or by its body."""
    own = url or markup.meta(tree, "og:url")
    return f"//{HOST}/" in own or (
        tree.find(id="js_content") is not None and tree.find(id="js_name") is not None
    )


def read(tree: BeautifulSoup, url: str) -> Page:
    """The article on a page; raises `Refused` where there is none."""
    script = "\n".join(each.get_text() for each in tree.find_all("script"))
    title = (
        markup.meta(tree, "og:title", "twitter:title")
        or markup.words(tree.find(id="activity-name"))
        or _variable(script, "msg_title")
    )
    account = markup.words(tree.find(id="js_name")) or _variable(script, "nickname")
    author = markup.meta(tree, "author") or markup.words(tree.find(id="js_author_name"))
    content = tree.find(id="js_content")
    if content is None:
        raise Refused(_instead(tree), "open it in WeChat or a browser; save it and add the file")
    address = _address(tree, script, url)
    cover = markup.meta(tree, "og:image") or _variable(script, "msg_cdn_url")
    date = _date(tree, script)
    markup.prepare(content, address)
    body = markup.markdown(content)
    if not body:
        raise Refused("the page holds no text", "save it in a browser once it is shown")
    return Page(
        title=title, body=body, url=address, source=account, author=author, date=date, cover=cover
    )


def _instead(tree: BeautifulSoup) -> str:
    """What stands where the article should be."""
    for selector in (".weui-msg__title", ".weui_msg_title", ".global_error_msg", ".title", "title"):
        text = markup.words(tree.select_one(selector))
        if text:
            return f"the page holds no article: {text[:80]}"
    return "the page holds no article"


def _address(tree: BeautifulSoup, script: str, url: str) -> str:
    """The long form of the address, which says account and number, where the page has it."""
    own = html.unescape(markup.meta(tree, "og:url")).replace("http://", "https://", 1)
    if "__biz=" in own:
        return own
    if "__biz=" not in url:
        names = {"__biz": "biz", "mid": "mid", "idx": "idx", "sn": "sn"}
        parts = {key: _variable(script, name) for key, name in names.items()}
        if parts["__biz"] and parts["mid"]:
            query = "&".join(f"{key}={value}" for key, value in parts.items() if value)
            return f"https://{HOST}/s?{query}"
    return url or own


def _date(tree: BeautifulSoup, script: str) -> str:
    shown = markup.words(tree.find(id="publish_time")) or _variable(script, "createTime")
    value = dates.parse(shown)
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=value.tzinfo or CHINA).isoformat()
    seconds = _variable(script, "ct")
    if seconds.isdecimal() and len(seconds) == 10:
        return dt.datetime.fromtimestamp(int(seconds), CHINA).isoformat()
    return value.isoformat() if value else ""


def _variable(script: str, name: str) -> str:
    """A text that the page's script gives a name, the first that is not empty."""
    found = re.search(_VARIABLE.format(name=re.escape(name)), script)
    return html.unescape(found[1]).strip() if found else ""
