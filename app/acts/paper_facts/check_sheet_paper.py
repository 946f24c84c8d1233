"""調査票に載せる事実: the visit of one engagement, and what it has to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.acts.earlier_answers import item_found
from app.acts.paper_facts.head import head
from app.clock import day_of
from app.papers.check_sheet_page import CheckSheetPaper, SheetGroup, SheetItem, Tag, Visit
from app.records.asked_besides import Besides
from app.records.dossier import Dossier
from app.records.filed import Values
from app.records.sheets import Sheet
from audits.engagement import PRIME_BRANCH
from audits.fiscal_year import FiscalYear
from audits.inspection import Judgement, Method
from audits.kind import Kind
from audits.safeguard import CarriedOutBy, Category, SafeguardOrigin
from audits.source_tag import source_tags
from audits.verdict import Verdict
from audits.wording import CARRIED_OUT_BY, JUDGEMENT, METHOD, SAFEGUARD_ORIGIN, VERDICT
from checklists.composing import (
    ComposedItem,
    ComposedSheet,
    EarlierFinding,
    SafeguardToCheck,
    compose,
)
from checklists.sheet import CheckSheet

UNKNOWN = "未定"


@dataclass(frozen=True, slots=True)
class WantedVisit:
    """立入調査 by branch, fiscal year and round."""

    branch: int
    year: FiscalYear
    round: int


def year_to_visit(dossier: Dossier, branch: int) -> FiscalYear:
    """The fiscal year of the dossier's day, or the engagement's first or last one if outside."""
    years = _years(dossier, branch)
    return min(max(FiscalYear.of(dossier.on), years[0]), years[-1])


def last_round(dossier: Dossier, branch: int, year: FiscalYear) -> int:
    """The last round of the year that is on file; 1 where there is none."""
    rounds = (values["round"] for values in visits_of(dossier, branch, year))
    return max(rounds, default=1)


def may_be_visited(dossier: Dossier, branch: int, year: FiscalYear) -> bool:
    """Whether the engagement touches the year, or a visit is on file as of that year."""
    return year in _years(dossier, branch) or any(visits_of(dossier, branch, year))


def composed_sheet(
    dossier: Dossier, wanted: WantedVisit, standard: CheckSheet, besides: Besides
) -> ComposedSheet:
    """What the visit has to ask; the promises made for a connection are the contractor's."""
    advised = _advised(besides)
    promises = [f.values for f in dossier.safeguards if f.branch == wanted.branch]
    asked = [_safeguard(values, advised) for values in promises]
    if wanted.branch == PRIME_BRANCH:
        for of in besides.connections:
            asked += [_safeguard(values, advised, of.number) for values in of.safeguards]
    clause_set = dossier.contract.engagement(wanted.branch).clause_set
    findings = list(_findings(dossier, wanted, besides.earlier))
    return compose(standard, clause_set, asked, findings, besides.modules)


def check_sheet_paper(
    dossier: Dossier,
    wanted: WantedVisit,
    standard: CheckSheet,
    asked: Sheet,
    photographs: Mapping[str, int],
    *,
    blank: bool = False,
) -> CheckSheetPaper:
    """`asked`: the sheet of the visit with the answers given so far, made from this standard sheet.

    `photographs`: how many were taken, by the item's key.

    `blank`: to be written on, so that answers and what the visit found are left out.
    """
    composed = asked.composed
    begun = bool(asked.answers or asked.concluded_at)
    answers = asked if begun and not blank else None
    clause_set = dossier.contract.engagement(wanted.branch).clause_set
    return CheckSheetPaper(
        head=replace(head(dossier), clause_set=clause_set.short_title),
        contractor=contractor_of(dossier, wanted.branch),
        visit=visit_on_paper(dossier, wanted, blank=blank),
        groups=tuple(
            SheetGroup(
                group.code, group.name, tuple(_items(composed, group.code, answers, photographs))
            )
            for group in composed.groups
        ),
        edition=standard.named,
        unfinished_on=_unfinished_on(answers, dossier.on),
        concluded_on=concluded_on(answers),
        answered_by=_answered_by(answers),
    )


def concluded_on(kept: Sheet | None) -> date | None:
    """The day on which the answers were closed."""
    return day_of(kept.concluded_at) if kept and kept.concluded_at else None


def _unfinished_on(answers: Sheet | None, on: date) -> date | None:
    """The day, but never one before the last of the answers that are printed."""
    if answers is None or answers.concluded_at is not None:
        return None
    days = (day_of(one.answered_at) for one in answers.answers.values() if one.answered_at)
    return max([on, *days])


def _answered_by(answers: Sheet | None) -> str:
    """Who answered how many items, whoever answered most first."""
    if answers is None:
        return ""
    given = (answers.answer(item) for item in answers.composed.items)
    who = Counter(one.answered_by for one in given if one.verdict is not Verdict.UNCONFIRMED)
    return "、".join(f"{name} {count}項目" for name, count in who.most_common())


def _items(
    composed: ComposedSheet, group: str, kept: Sheet | None, photographs: Mapping[str, int]
) -> Iterator[SheetItem]:
    for item in composed.items_in(group):
        tags = (Tag(tag.words, tag.must_be_seen) for tag in source_tags(item.sources))
        words = "".join(f"（{said}）" for said in item.also)
        asked = SheetItem(item.place, item.text + words, tuple(tags))
        if kept:
            taken = photographs.get(item.key, 0)
            yield replace(_answered(asked, item, kept), photographs=taken)
        else:
            yield asked


def _answered(asked: SheetItem, item: ComposedItem, kept: Sheet) -> SheetItem:
    """未確認 is said of what was left open once the visit is concluded; before, nothing is."""
    if item.key not in kept.answers and kept.concluded_at is None:
        return asked
    given = kept.answer(item)
    return replace(
        asked,
        verdict=VERDICT[given.verdict],
        comment=given.comment,
        set_due_on=given.set_due_on,
    )


def visit_on_paper(dossier: Dossier, wanted: WantedVisit, *, blank: bool = False) -> Visit:
    """The visit as far as it is on file; on a `blank` sheet without what it came to."""
    on_file = visits_of(dossier, wanted.branch, wanted.year)
    of_round = (values for values in on_file if values["round"] == wanted.round)
    values = next(of_round, None)
    party = "受託者" if wanted.branch == PRIME_BRANCH else f"再委託先{wanted.branch}"
    visit = Visit(
        party=f"{party}　{contractor_of(dossier, wanted.branch) or UNKNOWN}",
        year=wanted.year.short_label,
        round=wanted.round,
        due_on=_due_on(dossier, wanted),
    )
    if values is None:
        return visit
    known = replace(visit, planned_on=values["planned_on"], officers=values["officers"] or "")
    if blank or values["carried_out_on"] is None:
        return known
    return replace(
        known,
        carried_out_on=values["carried_out_on"],
        method=METHOD[Method(values["method"])],
        reason=values["reason"] or "",
        judgement=JUDGEMENT[Judgement(values["judgement"])] if values["judgement"] else "",
    )


def visits_of(dossier: Dossier, branch: int, year: FiscalYear) -> list[Values]:
    of_branch = (f.values for f in dossier.inspections if f.branch == branch)
    return [values for values in of_branch if values["fiscal_year"] == year.start]


def _due_on(dossier: Dossier, wanted: WantedVisit) -> Any:
    owed = (i for i in dossier.owed(Kind.INSPECTION) if i.branch == wanted.branch)
    return next((i.due_on for i in owed if i.fiscal_year == wanted.year.start), None)


def contractor_of(dossier: Dossier, branch: int) -> str:
    return dossier.contract.engagement(branch).contractor or ""


def _years(dossier: Dossier, branch: int) -> list[FiscalYear]:
    return list(FiscalYear.touched_by(dossier.contract.engagement(branch).term))


def _advised(besides: Besides) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """(connection or blank, the promise's number) → the numbers of the advice that it answers."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for advice in besides.advices:
        for number in advice.values["promised"] or ():
            key = (advice.connection or "", number)
            found[key] = (*found.get(key, ()), advice.values["number"])
    return found


def _safeguard(
    values: Values, advised: Mapping[tuple[str, str], tuple[str, ...]], connection: str = ""
) -> SafeguardToCheck:
    """Named by its number, and by that of its external connection where it is one's."""
    origin = SafeguardOrigin(values["origin"])
    who = CARRIED_OUT_BY[CarriedOutBy(values["carried_out_by"])]
    reported = origin is not SafeguardOrigin.CONTRACT
    advices = advised.get((connection, values["number"]), ())
    return SafeguardToCheck(
        number=f"{connection} {values['number']}".strip(),
        text=values["text"],
        technical=values["category"] == Category.TECHNICAL.value,
        reported=reported,
        note=f"{SAFEGUARD_ORIGIN[origin]}・{who}" if reported else who,
        advices=tuple(f"{connection} {number}".strip() for number in advices),
    )


def _findings(
    dossier: Dossier, wanted: WantedVisit, earlier: Sequence[Sheet]
) -> Iterator[EarlierFinding]:
    """Those of the year before, and of any earlier visit what was not put right yet."""
    here = (wanted.year.start, wanted.round)
    for filed in dossier.findings:
        values = filed.values
        visit = (values["fiscal_year"], values["round"])
        put_right_on = values["put_right_on"]
        still_open = put_right_on is None or put_right_on > dossier.on
        asked = values["fiscal_year"] == wanted.year.start - 1 or still_open
        if filed.branch == wanted.branch and visit < here and asked:
            name = f"{visit[0]}-{visit[1]}-{values['number']}"
            yield EarlierFinding(name, values["text"], item_found(values, earlier))
