"""調査票に答える: what may be answered, and what the conclusion makes of the answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import count

from sqlalchemy.orm import Session

from app.acts.loading.change import Change, Plan
from app.acts.loading.plan import Book, plan_loading
from app.acts.loading.sheets import FINDINGS, INSPECTIONS
from app.records import revisions
from app.records.filed import filed
from app.records.inspections import FindingRow
from app.records.sheets import Answer, Sheet
from app.workbooks.hand_row import Typed, hand_row
from app.workbooks.registration import REGISTRATION
from app.workbooks.row import Row
from audits.fiscal_year import FiscalYear
from audits.inspection import Inspection, Judgement, Method
from audits.rule import Rule
from audits.verdict import Verdict
from audits.violations import is_off_site_again
from audits.wording import JUDGEMENT, METHOD, RULE, VERDICT
from checklists.composing import ComposedItem, ItemOrigin

LONGEST_COMMENT = 2_000
NEEDS_COMMENT = frozenset({Verdict.NOT_MET, Verdict.NOT_APPLICABLE})


class AnswerError(ValueError):
    """An answer or a conclusion that cannot be taken; the message says why."""


class AnsweredMeanwhileError(AnswerError):
    """Somebody has answered the item otherwise since the page showed it; `newest` is that."""

    def __init__(self, newest: Answer) -> None:
        said = f"「{VERDICT[newest.verdict]}」"
        if newest.comment.strip():
            said += f"（コメント：{newest.comment.strip()}）"
        super().__init__(
            f"先に{newest.answered_by or 'ほかの人'}が{said}と答えています。"
            "自分の答えにするときは、もう一度保存してください。"
        )
        self.newest = newest


@dataclass(frozen=True, slots=True)
class Lacking:
    """Something without which nothing is concluded; `field` of the conclusion, or blank."""

    field: str
    sentence: str


class UnfinishedError(AnswerError):
    """The conclusion lacks something; `lacking` is all of it."""

    def __init__(self, lacking: Sequence[Lacking]) -> None:
        super().__init__("".join(one.sentence for one in lacking))
        self.lacking = tuple(lacking)


class NoVisitError(LookupError):
    """There is no such engagement for this person, or no sheet of such a visit."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """How the visit went, as the officer says it; the judgement follows from the answers.

    `papers`: where the papers of it are.
    """

    contract: str
    branch: int
    carried_out_on: date
    method: Method
    reason: str
    officers: str
    with_unconfirmed: bool = False
    papers: str = ""
    off_site_again: bool = False


def item_named(sheet: Sheet, key: str) -> ComposedItem:
    """The item with this key. Raises AnswerError."""
    for item in sheet.composed.items:
        if item.key == key:
            return item
    raise AnswerError("この調査票にない項目です。画面を開き直してください。")


def check_answer(sheet: Sheet, given: Answer) -> None:
    """Raises AnswerError where the sheet is concluded or the comment too long."""
    if sheet.concluded_at is not None:
        raise AnswerError("結論を出した調査票の答えは変えられません。")
    if len(given.comment) > LONGEST_COMMENT:
        raise AnswerError(f"コメントは{LONGEST_COMMENT:,}文字以内にしてください。")


def mark_of(answer: Answer) -> str:
    """Stands for exactly this answer, so that a page can say which one it showed."""
    return sha256(repr(answer.said).encode("utf-8", "replace")).hexdigest()


def check_not_answered_meanwhile(before: Answer, given: Answer, shown: str) -> None:
    """Raises AnsweredMeanwhileError; `shown`: the mark of what the page showed, "": unknown."""
    if shown and shown != mark_of(before) and given.said != before.said:
        raise AnsweredMeanwhileError(before)


def missing_comments(sheet: Sheet) -> list[ComposedItem]:
    """The items answered 否 or 該当なし without a word on why."""
    return [
        item
        for item in sheet.composed.items
        if sheet.answer(item).verdict in NEEDS_COMMENT and not sheet.answer(item).comment.strip()
    ]


def judgement_of(sheet: Sheet) -> Judgement | None:
    """指摘あり where anything is 否; None while what is 未確認 keeps it from being 適."""
    counts = sheet.counts()
    if counts[Verdict.NOT_MET]:
        return Judgement.FINDINGS
    return None if counts[Verdict.UNCONFIRMED] else Judgement.MET


def training_met(sheet: Sheet) -> bool:
    """Whether all that the sheet asks about training is 適 (rules.md 2)."""
    verdicts = [sheet.answer(item).verdict for item in sheet.composed.items if item.training]
    return bool(verdicts) and all(verdict is Verdict.MET for verdict in verdicts)


def check_conclusion(
    sheet: Sheet, conclusion: Conclusion, visits: Sequence[Inspection] = ()
) -> None:
    """Raises UnfinishedError, saying in plain words all that is missing before the conclusion.

    `visits`: those of the engagement that were concluded before.
    """
    check_answer(sheet, Answer())
    lacking = [*_lacking_answers(sheet, conclusion), *_lacking_of_method(visits, conclusion)]
    if lacking:
        raise UnfinishedError(lacking)


def _lacking_answers(sheet: Sheet, conclusion: Conclusion) -> Iterator[Lacking]:
    unexplained = missing_comments(sheet)
    if unexplained:
        places = "、".join(item.place for item in unexplained)
        yield Lacking("", f"否と該当なしには、コメントが要ります：{places}")
    unconfirmed = sheet.counts()[Verdict.UNCONFIRMED]
    if judgement_of(sheet) is None:
        yield Lacking(
            "",
            f"未確認の項目が{unconfirmed}件あるため、総合判定を「適」にできません。確かめて答えてください。"
            "確かめられなかった項目は「否」とし、コメントに事情を書くと、指摘として残ります。",
        )
    elif unconfirmed and not conclusion.with_unconfirmed:
        yield Lacking(
            "with_unconfirmed",
            f"未確認の項目が{unconfirmed}件あります。未確認のまま結論を出すときは、"
            "この欄に印を付けてください。未確認は適に数えません。",
        )


def _lacking_of_method(visits: Sequence[Inspection], conclusion: Conclusion) -> Iterator[Lacking]:
    """The reason of a visit that was not on site; the word that it may be so a second year."""
    if conclusion.method is Method.ON_SITE:
        return
    if not conclusion.reason.strip():
        yield Lacking("reason", "実地でないときは、その理由を書いてください。")
    on = conclusion.carried_out_on
    if not conclusion.off_site_again and is_off_site_again(visits, on):
        last = FiscalYear(FiscalYear.of(on).start - 1).short_label
        sentence = f"{off_site_words(last)}このまま結論を出すときは、この欄に印を付けてください。"
        yield Lacking("off_site_again", sentence)


def off_site_words(last: str) -> str:
    """What a second year without a visit on site comes to; `last`: the year before, in words."""
    return (
        f"前の年度（{last}）も実地ではありません。今年度も実地でないと、"
        f"違反のおそれ「{RULE[Rule.NOT_ON_SITE_TWO_YEARS]}」になります。"
    )


def plan_conclusion(session: Session, sheet: Sheet, conclusion: Conclusion, *, on: date) -> Plan:
    """What the conclusion puts on file: the visit, and a finding for everything that is 否."""
    visit = _row(INSPECTIONS.sheet, _visit(sheet, conclusion))
    taken = _numbers_taken(session, sheet, conclusion)
    findings = [_row(FINDINGS.sheet, one) for one in _findings(sheet, conclusion, taken)]
    book: Book = {INSPECTIONS.sheet: [visit], FINDINGS.sheet: findings}
    plan = plan_loading(session, book, on=on)
    keys = dict(zip(_free_numbers(taken), (i.lasting_key for i in not_met(sheet)), strict=False))
    plan.changes = [_of_item(change, keys) for change in plan.changes]
    return plan


def not_met(sheet: Sheet) -> list[ComposedItem]:
    """Everything that is 否."""
    return [i for i in sheet.composed.items if sheet.answer(i).verdict is Verdict.NOT_MET]


def _of_item(change: Change, keys: Mapping[str, str]) -> Change:
    """A finding with the key of its item, by its number."""
    if change.sheet is not FINDINGS:
        return change
    return replace(change, values={**change.values, "item_key": keys[change.values["number"]]})


def counted(sheet: Sheet) -> str:
    """適 66・否 2・該当なし 4・未確認 0, as the record tells it."""
    counts = sheet.counts()
    return "・".join(f"{VERDICT[verdict]} {counts[verdict]}" for verdict in Verdict)


def _visit(sheet: Sheet, conclusion: Conclusion) -> dict[str, Typed]:
    judged = judgement_of(sheet)
    return {
        **_place(sheet, conclusion),
        "実施日": conclusion.carried_out_on,
        "方法": METHOD[conclusion.method],
        "方法の理由": conclusion.reason,
        "調査職員": conclusion.officers,
        "総合判定": JUDGEMENT[judged] if judged else None,
    }


def _numbers_taken(session: Session, sheet: Sheet, conclusion: Conclusion) -> set[str]:
    """The numbers of findings that were registered of this visit by hand or by workbook."""
    contract_id, _, _ = revisions.contracts_by_number(session, [conclusion.contract])[
        conclusion.contract
    ]
    return {
        str(row.values["number"])
        for row in filed(session, FindingRow, [contract_id]).get(contract_id, ())
        if row.branch == conclusion.branch
        and (row.values["fiscal_year"], row.values["round"]) == (sheet.year.start, sheet.round)
    }


def _findings(
    sheet: Sheet, conclusion: Conclusion, taken: Collection[str]
) -> Iterator[dict[str, Typed]]:
    for number, item in zip(_free_numbers(taken), not_met(sheet), strict=False):
        answer = sheet.answer(item)
        yield {
            **_place(sheet, conclusion),
            "指摘番号": number,
            "内容": f"{item.place}　{answer.comment.strip()}",
            "根拠": cause_of(item),
            "是正期限": answer.set_due_on,
        }


def _free_numbers(taken: Collection[str]) -> Iterator[str]:
    return (number for number in map(str, count(1)) if number not in taken)


def cause_of(item: ComposedItem) -> str:
    """The first clause that asks for the item, else the promise, else its standard number."""
    by_origin = {source.origin: source.number for source in reversed(item.sources)}
    if ItemOrigin.CLAUSE in by_origin:
        return f"第{by_origin[ItemOrigin.CLAUSE]}"
    for origin, words in CAUSES:
        if origin in by_origin:
            return f"{words}{by_origin[origin]}"
    return ""


CAUSES: Sequence[tuple[ItemOrigin, str]] = (
    (ItemOrigin.COUNCIL, "対策 "),
    (ItemOrigin.CONTRACT, "対策 "),
    (ItemOrigin.EARLIER_FINDING, "指摘 "),
    (ItemOrigin.STANDARD, "標準 "),
)


def _place(sheet: Sheet, conclusion: Conclusion) -> dict[str, Typed]:
    return {
        "契約番号": conclusion.contract,
        "枝番": str(conclusion.branch),
        "年度": str(sheet.year.start),
        "回": str(sheet.round),
    }


def _row(name: str, given: dict[str, Typed]) -> Row:
    read = hand_row(REGISTRATION[name], given)
    if read.row is None or read.problems:
        sentences = "".join(f"{one.column}：{one.message}" for one in read.problems)
        raise AnswerError(sentences or "記入の内容が読めません。")
    return read.row
