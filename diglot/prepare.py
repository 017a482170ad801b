"""The line for one capture, from its file to its record and rows; read it top to bottom.

    path → Article → Document → Cleaned → Editions → rows → Record

Where it says `yield`, the other captures of a batch take the same step (`instep`).

Invariant: pure but for reading the files a job names; the same files, rules and settings give the
same bytes in any process.
"""

from __future__ import annotations

from msgspec import structs

from diglot import cleaning, fingerprint, unit
from diglot.capture import article as captures
from diglot.catalogue import language
from diglot.catalogue.bodies import sealed
from diglot.catalogue.edits import Edit
from diglot.catalogue.edits import parse as parse_edit
from diglot.catalogue.identity import article_id
from diglot.catalogue.store import Capture
from diglot.catalogue.tagging import match
from diglot.clean.packing import unpacked
from diglot.describe import record_of
from diglot.errors import Quarantined
from diglot.instep import Line, alone
from diglot.jobs import Job, Made, Workshop
from diglot.languages import full, key_of
from diglot.model import Article, Cleaned, Edition, Finding
from diglot.publish import html, pictures
from diglot.publish import rows as page_rows
from diglot.publish.references import Surroundings
from diglot.publish.urls import safe_link
from diglot.record import (
    UNTAGGED,
    Record,
    StoredRow,
    encode_record,
    encode_rows,
    encode_slugs,
    list_print,
    page_print,
)
from diglot.translate.editions import edition

_NO_EDIT = Edit()


def prepare(job: Job, shop: Workshop) -> Made:
    """Make a capture's record and rows, unless its files hold what the store remembers."""
    return alone(line(job, shop))


def line(job: Job, shop: Workshop) -> Line[Made]:
    """The same, step by step."""
    try:
        files = unit.read(job, shop.articles)
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        help, code = "check the file", "unreadable"
        finding = Finding(path=job.path, what=what, help=help, code=code, severity="error")
        return quarantine(job, shop, finding)
    parts = [part for pair in sorted(files.items()) for part in pair]
    if job.key == shop.key and unit.digest(parts, job.wanted, shop.articles) == job.digest:
        return Made(path=job.path, wanted=job.wanted)
    try:
        record, rows, hits = yield from _line(job, files, shop)
    except Quarantined as verdict:
        return quarantine(job, shop, verdict.finding, unit.digest(parts, (), shop.articles))
    return _stored(shop, unit.digest(parts, record.wanted, shop.articles), record, rows, hits)


def quarantine(job: Job, shop: Workshop, finding: Finding, digest: bytes = b"") -> Made:
    """A capture that is in the report and on no page."""
    record = Record(
        path=job.path,
        id=article_id("", job.path),
        outcome="quarantined",
        title=job.path,
        findings=(finding,),
    )
    return _stored(shop, digest, record, (), ())


def _line(
    job: Job, files: dict[str, bytes], shop: Workshop
) -> Line[tuple[Record, tuple[StoredRow, ...], tuple[str, ...]]]:
    yield
    article = captures.read(files["article"], job.path, shop.settings.zone)
    edit, findings = parse_edit(files["edit"], job.edit_path) if job.edit else (_NO_EDIT, [])
    article = _edited(article, edit)
    yield
    document, cleaned = yield from cleaning.line(article, edit, unpacked(shop.rules))
    findings = [*article.findings, *findings, *cleaned.findings]
    yield
    plain = "\n\n".join(block.text for block in cleaned.blocks[:40])
    lang = language.detect(plain, article.title, edit.lang or article.lang)
    made = [] if cleaned.failed else _editions(job, files, article, cleaned, lang, shop)
    findings += [finding for each in made for finding in each.findings]
    editions = [each for each in made if each.translated]
    yield
    targets = pictures.wanted("".join(block.text for block in cleaned.blocks), job.path)
    images = pictures.published(shop.articles, targets)
    around = Surroundings(
        url=safe_link(article.url),
        media={url: "../../" + output for url, (_, output) in images.items()},
        engine=shop.settings.markdown.engine,
    )
    try:
        rows = page_rows.of(lang, cleaned.blocks, editions, around, document)
    except html.TooDeepError as error:
        what, help = f"not published: its HTML is {error}", "cut the passage"
        raise Quarantined(Finding(path=job.path, what=what, help=help, code="too-deep")) from None
    yield
    texts = page_rows.texts(rows)
    yield
    text = "\n".join(texts)
    record = record_of(article, edit, cleaned, lang, editions, rows, texts, text)
    record = structs.replace(
        record,
        findings=tuple(findings),
        wanted=tuple(sorted(set(targets.values()))),
        media=tuple(sorted(set(images.values()))),
        has_edit=job.edit is not None,
    )
    yield
    if record.outcome in UNTAGGED:
        return record, rows, ()
    hits = match(
        shop.registry, title=record.title, text=text, source=record.source, host=record.host
    )
    yield
    return record, rows, tuple(hit.slug for hit in hits)


def _edited(article: Article, edit: Edit) -> Article:
    if not edit.title and not edit.date:
        return article
    return structs.replace(article, title=edit.title or article.title, day=edit.date or article.day)


def _editions(
    job: Job,
    files: dict[str, bytes],
    article: Article,
    cleaned: Cleaned,
    lang: str,
    shop: Workshop,
) -> list[Edition]:
    editions = []
    for target in shop.settings.languages:
        po = files.get("po." + target)
        if po is not None and target != key_of(lang):
            editions.append(
                edition(
                    path=job.path,
                    title=article.title,
                    cleaned=cleaned,
                    lang=full(target),
                    po=po,
                    po_path=job.translations[target][1],
                )
            )
    return editions


def _stored(
    shop: Workshop,
    digest: bytes,
    record: Record,
    rows: tuple[StoredRow, ...],
    hits: tuple[str, ...],
) -> Made:
    body = encode_rows(rows)
    print_ = fingerprint.of(body)
    record = structs.replace(
        record, body=print_, page=page_print(record, print_), shown=list_print(record)
    )
    capture = Capture(
        path=record.path,
        stamp="",
        digest=digest,
        key=shop.key,
        record=encode_record(record),
        hits=encode_slugs(hits),
        hits_key=shop.registry.digest.encode(),
        wanted=record.wanted,
        body=sealed(body) if rows else b"",
    )
    return Made(path=record.path, wanted=record.wanted, capture=capture)
