"""From everything known of one capture to the record that lists, feeds and checks ask.

Invariant: an edit wins over the front matter, the front matter over what cleaning found; every
address in a record passed `publish.urls`.
"""

from __future__ import annotations

import datetime as dt

from diglot.catalogue import language
from diglot.catalogue.edits import Edit
from diglot.catalogue.identity import article_id, host_of, normalise
from diglot.languages import full, key_of
from diglot.model import Article, Cleaned, Edition
from diglot.publish import rows as page_rows
from diglot.publish.counting import count
from diglot.publish.urls import safe_image, safe_link
from diglot.record import EditionRecord, Outcome, Record, StoredRow


def record_of(
    article: Article,
    edit: Edit,
    cleaned: Cleaned,
    lang: str,
    editions: list[Edition],
    rows: tuple[StoredRow, ...],
    texts: list[str],
    text: str,
) -> Record:
    """The record of a capture; `texts` are the visible ones of its rows, `text` all of them."""
    key = key_of(lang)
    summaries = {"zh": edit.summary_zh, "en": edit.summary_en}
    characters, words = count(text)
    outcome: Outcome = "published"
    if edit.hide:
        outcome = "hidden"
    elif article.draft:
        outcome = "draft"
    elif cleaned.failed:
        outcome = "failed"
    return Record(
        path=article.path,
        id=article_id(article.url, article.path),
        outcome=outcome,
        failed=cleaned.failed,
        url=safe_link(article.url),
        address=normalise(article.url),
        host=host_of(article.url),
        title={"zh": edit.title_zh, "en": edit.title_en}.get(key) or article.title,
        title_lang=language.of_title(article.title, lang),
        lang=lang,
        source=article.source,
        day=article.day,
        published=article.published.isoformat() if article.published else cleaned.published,
        fetched=_iso(article.fetched),
        updated=_iso(article.updated),
        length=len(text),
        characters=characters,
        words=words,
        lead=summaries.get(key) or article.summary or page_rows.lead(rows, key, texts),
        editions=_edition_records(edit, editions, rows, key, summaries),
        names=article.tags,
        tags_add=edit.tags_add,
        tags_remove=edit.tags_remove,
        truncated=cleaned.truncated,
        doubtful=cleaned.doubtful,
        codec=cleaned.codec,
        account=cleaned.account,
        author=article.author or cleaned.author,
        reposted_from=cleaned.reposted_from,
        original_url=safe_link(cleaned.original_url, article.url),
        cover=safe_image(cleaned.cover, article.url) if cleaned.cover else "",
        related=tuple(cleaned.related),
    )


def _edition_records(
    edit: Edit,
    editions: list[Edition],
    rows: tuple[StoredRow, ...],
    key: str,
    summaries: dict[str, str],
) -> tuple[EditionRecord, ...]:
    records = []
    titles = {"zh": edit.title_zh, "en": edit.title_en}
    for each in editions:
        target = key_of(each.lang)
        title = titles.get(target, "")
        engines = sorted({f"{p.engine}, {p.date}".strip(", ") for p in each.pairs if p.engine})
        records.append(
            EditionRecord(
                lang=each.lang,
                key=target,
                title=title or (each.title.text if each.title.state != "missing" else ""),
                title_state="human" if title else each.title.state,
                lead=summaries.get(target) or page_rows.lead(rows, target),
                translated=each.translated,
                segments=each.segments,
                machine=each.machine,
                engines=tuple(engines),
                date=max((pair.date for pair in each.pairs), default=""),
            )
        )
    known = {record.key for record in records} | {key}
    for target, title in titles.items():
        if title and target not in known:
            records.append(
                EditionRecord(
                    lang=full(target),
                    key=target,
                    title=title,
                    title_state="human",
                    lead=summaries.get(target, ""),
                )
            )
    return tuple(records)


def _iso(moment: dt.datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
