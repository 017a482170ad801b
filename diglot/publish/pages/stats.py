"""What the archive holds, as charts: by month and outcome, source, tag, language, translation.

Invariant: every number here can be counted on the site's own lists.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from diglot import fingerprint
from diglot.languages import key_of
from diglot.publish import locale, permalinks
from diglot.publish.pages import charts
from diglot.publish.plans import Plan, Variables
from diglot.publish.press import Press
from diglot.publish.views import Chart, Ref

MOST = 25
"""Bars of a chart that ranks; the rest are in the indexes."""


def stats(press: Press) -> Iterator[Plan]:
    """The page in each UI language."""
    for lang in press.settings.languages:
        path = permalinks.stats(lang)
        facts, drawn = _facts(press, lang), _charts(press, lang)
        yield Plan(
            path=path,
            template="stats.html",
            fingerprint=fingerprint.of(
                press.base, press.templates.digest("stats.html"), path, repr(facts), repr(drawn)
            ),
            variables=partial(_page, press, lang, path, facts, drawn),
        )


def _page(
    press: Press,
    lang: str,
    path: str,
    facts: tuple[tuple[str, str], ...],
    drawn: tuple[Chart, ...],
) -> Variables:
    title = press.templates.text("Statistics", lang)
    languages = press.in_languages(lang, permalinks.stats)
    page = press.page(path, lang, "stats", title, crumbs=(Ref(name=title),), **languages)
    return {"page": page, "facts": facts, "charts": drawn}


def _facts(press: Press, lang: str) -> tuple[tuple[str, str], ...]:
    held = press.archive
    days = [day for day in held.days if day]
    counts = {
        "Articles": len(held.cards),
        "Captures that failed": held.outcomes.get("failed", 0),
        "Captures of the same article": held.outcomes.get("duplicate", 0),
        "Days": len(days),
        "Sources": len(held.sources),
        "Tags": len(held.tag_pages),
    }
    words = press.templates.text
    return tuple((words(name, lang), locale.number(n, lang)) for name, n in counts.items())


def _charts(press: Press, lang: str) -> tuple[Chart, ...]:
    held, words = press.archive, press.templates.text
    months: dict[dt.date, Counter[str]] = {}
    for day, cards in held.days.items():
        if day:
            months.setdefault(day.replace(day=1), Counter())["published"] += len(cards)
    for day, failed in held.failed.items():
        if day:
            months.setdefault(day.replace(day=1), Counter())["failed"] += len(failed)
    kinds = press.once(("kinds",), lambda: _kinds(press))
    tags = {slug: len(held.tags[slug]) for slug in held.tag_pages}
    sources = {slug: len(cards) for slug, cards in held.sources.items()}
    found = (
        charts.stacked(
            words("Captures by month", lang),
            months,
            (("published", words("Articles", lang)), ("failed", words("failed", lang))),
            lang,
        ),
        charts.ranked(words("Translated", lang), _coverage(press, lang)),
        charts.ranked(words("Articles by language", lang), _named(_spoken(press), lang)),
        charts.ranked(
            words("Articles by tag", lang), _top(tags, lambda slug: press.tag_ref(slug, lang))
        ),
        charts.ranked(
            words("Articles by source", lang),
            _top(sources, lambda slug: press.source_ref(slug, lang)),
        ),
        charts.ranked(words("Captures that failed", lang), _failures(press, kinds, lang)),
    )
    return tuple(chart for chart in found if chart.bars)


def _kinds(press: Press) -> Counter[str]:
    """Failed captures by kind."""
    days = press.archive.failed.values()
    return Counter([slip.failed for failed in days for slip in failed])


def _spoken(press: Press) -> Counter[str]:
    """Articles by the language they are written in."""
    cards = press.archive.cards
    return press.once(("spoken",), lambda: Counter([card.slip.lang for card in cards]))


def _coverage(press: Press, lang: str) -> list[tuple[str, str, int]]:
    """How many articles can be read in each UI language, original or translated."""
    counts = press.once(("coverage",), lambda: _covered(press))
    rows = [
        (f"{press.site.names[each]}: {press.templates.text(state, lang)}", "", counts[each, state])
        for each in press.settings.languages
        for state in ("original", "translated", "machine translation")
    ]
    return [row for row in rows if row[2]]


def _covered(press: Press) -> Counter[tuple[str, str]]:
    """Articles by language and how they can be read in it."""
    counts: Counter[tuple[str, str]] = Counter()
    for lang, count in _spoken(press).items():
        counts[key_of(lang), "original"] += count
    for card in press.archive.cards:
        for made in card.slip.editions:
            if made.translated:
                counts[made.key, "machine translation" if made.machine else "translated"] += 1
    return counts


def _named(languages: Counter[str], lang: str) -> list[tuple[str, str, int]]:
    return [(locale.language(code, lang), "", count) for code, count in languages.most_common()]


def _top(counts: dict[str, int], ref: Callable[[str], Ref]) -> list[tuple[str, str, int]]:
    """Of articles by slug the most, named and linked; equals in the order of their addresses."""
    ranked = sorted(counts, key=lambda slug: (-counts[slug], f"{slug}.html"))[:MOST]
    return [(ref(slug).name, ref(slug).href, counts[slug]) for slug in ranked]


def _failures(press: Press, kinds: Counter[str], lang: str) -> list[tuple[str, str, int]]:
    ranked = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(press.templates.text(FAILURES.get(kind, kind), lang), "", n) for kind, n in ranked]


FAILURES = {
    "empty-shell": "empty page",
    "environment-check": "environment check",
    "deleted": "deleted by its author",
    "blocked": "taken down",
    "migrated": "account moved",
    "javascript-wall": "needs JavaScript",
    "bot-lockout": "robots locked out",
    "captcha": "captcha",
    "http-error": "server error",
    "navigation-only": "navigation only",
    "no-text": "no text",
}
"""Kinds of failed captures in the words that `parts/failed.html` uses."""
