"""The editor's words above lists and articles, and what pages with them depend on.

Invariant: a note stands in the list of its own language; on an article, in every language it has.
"""

from __future__ import annotations

from markupsafe import Markup

from diglot.languages import full
from diglot.publish.plans import AuthoredNote
from diglot.publish.press import Press
from diglot.publish.views import Note


def of(press: Press, kind: str, key: str, lang: str = "") -> tuple[AuthoredNote, ...]:
    """The notes on a thing, in one UI language or in all."""
    notes = press.notes.get((kind, key), ())
    return tuple(note for note in notes if not lang or note.lang == lang)


def parts(notes: tuple[AuthoredNote, ...]) -> list[str]:
    """What a page that shows these notes depends on."""
    return [part for note in notes for part in (note.lang, note.text)]


def views(notes: tuple[AuthoredNote, ...]) -> tuple[Note, ...]:
    """The notes as a template gets them."""
    if not notes:
        return ()
    from diglot.publish import html  # with Markdown and sanitiser, which no other page asks for

    return tuple(
        Note(html=Markup(html.of_authored(note.text, f"note-{note.lang}")), lang=full(note.lang))  # noqa: S704 - sanitised by nh3
        for note in notes
    )
