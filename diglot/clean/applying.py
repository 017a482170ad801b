"""Rules applied to a page: where its text starts and ends, what is never text, what is metadata.

Invariant: a rule decides whole blocks between the page's start and end, and the guard has seen
what it takes before anything is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from diglot.clean.expressions import UNKNOWN, Engine, engine, first_use
from diglot.clean.facts import find_date
from diglot.clean.guard import permitted
from diglot.clean.page import Page, dropped, kept, moved
from diglot.clean.patterns import RuleTimeoutError
from diglot.clean.seeking import first_of
from diglot.clean.shape import REPEATED
from diglot.model import Decision, Finding

LONGEST_MARK = 80
"""Bytes of a closing mark that goes even where the guard lets nothing else go: it is a button."""
LEAST_TEXT = 80
"""Bytes of prose above a closing mark; with less it is a button of the page's head."""


class _Marks(NamedTuple):
    """What a ruleset says of a page's blocks."""

    metas: dict[int, str]
    keeps: dict[int, str]
    starts: list[tuple[int, str]]
    ends: list[tuple[int, str]]
    cuts: dict[str, list[int]]


def apply(page: Page) -> Page:
    """With the decisions of the page's ruleset."""
    run = engine(page.ruleset)
    try:
        marks = _read(page, run)
        return _carry_out(_metadata(page, run, marks.metas), marks)
    except RuleTimeoutError as error:
        late = Finding(
            path=page.article.path,
            what=f"rule {error.rule} took too long on a block of this capture",
            help="make its expression simpler: no repetition inside a repetition",
            code="rule-timeout",
        )
        return replace(page, findings=(*page.findings, late), zone=(page.start, page.end))


def _read(page: Page, run: Engine) -> _Marks:
    """What the rules say, block by block. Written for speed: it runs on every block there is."""
    texts, start, body, shape = page.texts, page.start, page.article.body, page.shape
    weights, proses, said = shape.weight, shape.prose, shape.said
    known, bounded, hosts = run.known, run.bounded, page.ruleset.link_hosts
    free = [expression for expression in run.free if expression.may(body)]
    marks = _Marks({}, {}, [], [], {})
    prose = 0
    for i in range(page.head, page.end):
        text, weight = texts[i], weights[i]
        hit = known.get(text, UNKNOWN) if len(text) <= REPEATED else UNKNOWN
        if hit is UNKNOWN:
            hit = first_use(run, free, text, weight, said[i])
        if bounded and hit not in run.strong:
            hit = first_of(bounded, text, weight) or hit
        if hit is None and hosts and (rule := _link_host(page, i)):
            hit = ("drop", rule)
        if hit is None:
            prose += proses[i]
            continue
        use, rule = hit
        if use == "meta":
            marks.metas[i] = rule
            if i >= start and (begun := run.starts(text, weight)):
                use, rule = begun
        if use == "meta" or i < start:
            continue
        if use == "keep":
            marks.keeps[i] = rule
            prose += proses[i]
        elif use == "start":
            marks.starts.append((i, rule))
            marks.ends.clear()
            prose = 0
        elif use == "end" and prose >= LEAST_TEXT:
            marks.ends.append((i, rule))
        elif i not in page.decisions and (use == "drop" or weight <= LONGEST_MARK):
            marks.cuts.setdefault(rule, []).append(i)
    return marks


def _carry_out(page: Page, marks: _Marks) -> Page:
    decided: dict[int, Decision] = {i: kept(rule) for i, rule in marks.keeps.items()}
    findings = list(page.findings)

    def allowed(rule: str, indices: Iterable[int], *, each: bool = False) -> bool:
        refusal = permitted(page, rule, indices, each=each)
        if refusal:
            findings.append(refusal)
        return refusal is None

    start, end = page.start, page.end
    for i, rule in marks.starts[-1:]:
        if allowed(rule, range(start, i + 1)):
            decided.update(dict.fromkeys(range(start, i + 1), dropped(rule)))
            start = i + 1
    for i, rule in marks.ends:
        if allowed(rule, range(i, end)):
            decided.update(dict.fromkeys(range(i, end), dropped(rule)))
            end = i
            break
        if page.shape.weight[i] <= LONGEST_MARK:
            marks.cuts.setdefault(rule, []).append(i)
    for rule, indices in marks.cuts.items():
        inside = [i for i in indices if start <= i < end]
        if inside and allowed(rule, inside, each=True):
            decided.update(dict.fromkeys(inside, dropped(rule)))
    return replace(
        page.decide(decided),
        start=start,
        end=end,
        zone=(start, end),
        anchored=page.anchored or start > page.start,
        closed=end < page.end,
        findings=tuple(findings),
    )


def _metadata(page: Page, run: Engine, metas: Mapping[int, str]) -> Page:
    """With blocks moved that `[[meta]]` rules match, and what their groups take."""
    if not metas:
        return page
    facts: dict[str, str] = {}
    for i, rule in metas.items():
        for take in run.takes[rule]:
            groups = take(page.texts[i]) or {}
            facts.update({name: value for name, value in groups.items() if name not in facts})
    if "published" in facts:
        facts["published"] = find_date(facts["published"])
    moves = {i: moved(rule) for i, rule in metas.items()}
    return page.decide(moves).learn({name: value for name, value in facts.items() if value})


def _link_host(page: Page, i: int) -> str:
    """The rule whose host a block of nothing but links or pictures goes to."""
    if (
        page.ruleset.link_hosts
        and (page.shape.linky[i] or page.shape.images[i])
        and page.shape.prose[i] < 60
    ):
        for host, rule in page.ruleset.link_hosts:
            if f"//{host}/" in page.texts[i] or f"//{host})" in page.texts[i]:
                return rule
    return ""
