"""The second look: whether what is left is an article, and whether a person should see it.

Invariant: an article is called failed only where next to nothing of it is left and the page itself
explains why; in doubt it is kept and marked.
"""

from __future__ import annotations

from diglot.clean.page import Page, dropped

LEAST = 40
"""Bytes of prose without which a capture holds no article, unless it shows pictures."""
LEAST_OF_CUT = 450
"""The same for a cut capture in which the title was not found: it was cut inside the menu."""


def verdict(page: Page) -> Page:
    """With `failed` or `doubtful` set where they apply."""
    left = [
        i
        for i in range(len(page.texts))
        if i not in page.decisions or page.decisions[i].action == "keep"
    ]
    prose = sum(page.prose(i) for i in left)
    pictures = sum(page.shape.images[i] for i in left)
    links = sum(page.shape.links)
    if page.ruleset.wechat:
        failed = "" if prose >= 12 or pictures else "no-text"
    elif page.truncated and not page.anchored and prose < LEAST_OF_CUT:
        failed = "navigation-only"
    elif prose < LEAST and not pictures and not any(page.kinds[i] == "code" for i in left):
        failed = "navigation-only" if page.truncated or links > 20 else "no-text"
    elif page.truncated and prose < 2 * LEAST and pictures < 2:
        failed = "navigation-only"
    else:
        failed = ""
    if failed:
        return page.decide(dict.fromkeys(left, dropped("failed", failed)))._replace(failed=failed)
    return page
