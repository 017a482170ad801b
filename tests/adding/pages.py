"""Pages of our own in the shapes that `add` meets."""

from __future__ import annotations

PARAGRAPHS = [
    "The harbour police checked three ships at night and found that two papers were forged. "
    "The seals were printed, not stamped, and the ink had run where rain had reached it.",
    "The officer who noticed had worked in a print shop before. She held the page against a lamp "
    "and saw dots where there should have been a line.",
    "Forty such cases were recorded last year, most of them on ships that change their flag often. "
    "The harbour office keeps a list, and the list is read out at the start of every shift.",
    "The investigation goes on. Anyone who has seen a similar seal is asked to write to the harbour "
    "office before the end of the month, and to keep the paper flat and dry until then.",
]

NEWS = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Harbour police find forged papers | Harbour Watch</title>
<meta property="og:site_name" content="Harbour Watch"><meta name="author" content="Ada Quay">
<meta property="article:published_time" content="2026-02-03T18:30:00Z">
<link rel="canonical" href="https://harbour.example.org/2026/02/forged">
</head><body><nav><a href="/">Home</a> <a href="/about">About us</a> <a href="/x">Subscribe</a></nav>
<main><article><h1>Harbour police find forged papers</h1>
<p>{PARAGRAPHS[0]} See <a href="/2025/report">the report</a> of last year.</p>
<figure><img src="data:image/gif;base64,R0lG" data-src="/img/seal.jpg" alt="A seal"></figure>
<h2>What they found</h2>
<p>{PARAGRAPHS[1]}</p>
<ul><li>A seal that was <em>printed</em></li><li>A signature of somebody who had retired</li></ul>
<blockquote><p>Nobody looks at the seal, said the officer.</p></blockquote>
<pre><code class="language-python">def raised(seal):
    return seal.height &gt; 0</code></pre>
<table><tr><th>Ship</th><th>Papers</th></tr><tr><td>Marta</td><td>2</td></tr></table>
<p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>
<script>alert("never")</script>
</article></main>
<aside><h3>Most read</h3><ul><li><a href="/1">Ten ships that changed their names</a></li>
<li><a href="/2">A lamp and a magnifying glass</a></li></ul></aside>
<footer>Harbour Watch 2026. All rights reserved. Cookie settings.</footer></body></html>"""

WECHAT = """<!DOCTYPE html><html><head><meta charset="utf-8">
<meta property="og:title" content="潮汐表里的证词">
<meta property="og:url" content="http://mp.weixin.qq.com/s?__biz=MzA5&amp;mid=26500001&amp;idx=2&amp;sn=abc#rd">
<meta property="og:image" content="https://mmbiz.qpic.cn/cover/0?wx_fmt=jpeg">
<meta name="author" content="岑望"><title></title></head><body>
<div id="js_article"><h1 class="rich_media_title" id="activity-name">
潮汐表里的证词
</h1><div id="meta_content"><span>原创</span><span>岑望</span><a id="js_name"> 灯塔笔记 </a>
<em id="publish_time"></em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden;">
<section><p><span>一段手机视频能说明什么？</span><span>拍摄者说，那是上午十点的码头，画面里只有一级台阶。</span></p>
<p><br></p><p><strong>墙上的水线</strong></p>
<p><img data-src="https://mmbiz.qpic.cn/a/640?wx_fmt=png" src="data:image/svg+xml,x" alt="图片"></p>
<section><section><span>海草长在潮水够得着的地方，墙上绿色与灰色的交界就是平均高潮位。</span></section></section>
<ol><li><p>先看墙</p></li><li><p>再查表</p></li></ol>
<pre><code><span>a = 1</span><br><span>b = 2</span></code></pre>
<iframe class="video_iframe" data-src="https://v.qq.com/x/page/a.html"></iframe>
<mp-common-profile data-nickname="x"></mp-common-profile></section></div></div>
<script>var ct = "1765000000"; var nickname = htmlDecode("灯塔笔记"); var msg_title = '潮汐表里的证词';
</script></body></html>"""

WECHAT_GONE = """<!DOCTYPE html><html><head><title></title></head><body><div class="weui-msg">
<div class="weui-msg__title warn">该内容已被发布者删除</div></div></body></html>"""

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Harbour &amp; Sea</title><link>https://harbour.example.org/</link>
<item><title>Whole &amp;amp; sound</title><link>https://harbour.example.org/whole</link>
<pubDate>Tue, 03 Feb 2026 18:30:00 GMT</pubDate><dc:creator>Ada Quay</dc:creator>
<content:encoded><![CDATA[<p>{" ".join(PARAGRAPHS)}</p><p><a href="/more">More</a></p>]]></content:encoded>
</item>
<item><title>No address</title></item>
<item><title>Announced</title><link>LINK</link><description>Two lines of it.</description></item>
</channel></rss>"""
