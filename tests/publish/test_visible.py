"""What is taken from HTML is what a browser shows of it, however it is asked."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from diglot.commonmark import split
from diglot.publish.html import of_blocks
from diglot.publish.references import Surroundings
from diglot.publish.visible import spaced_text, text_of, texts_of
from tests.test_commonmark import BODIES

AROUND = Surroundings(media={})
_BREAK = re.compile(r"<(?:br|/p|/li|/h\d|/td|/th|/tr|/pre|/blockquote|hr)\b[^<>]*>")
TEXTS = st.text(st.sampled_from("a中&;<>\"' \xa0\u3000#x1lt0"))


@given(st.lists(st.one_of(BODIES, TEXTS), max_size=6))
def test_texts_are_what_the_entities_mean(bodies: list[str]) -> None:
    safes = [safe for body in bodies for safe in of_blocks(split(body), AROUND)]
    for safe in safes:
        shown = html.unescape(re.sub("<[^<>]*>", "", _BREAK.sub(" ", safe)))
        assert spaced_text(safe).split() == shown.split()
    assert not safes or texts_of(safes) == [text_of(safe) for safe in safes]
