"""廃棄の確認: what exactly would go, and the two confirmations; keeping longer, taking back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.acts.retention import (
    TOO_EARLY,
    ChangedMeanwhileError,
    Chosen,
    Hindrance,
    RetentionError,
    against,
    chosen_contracts,
    word_of,
)
from app.clock import now, today
from app.records import disposal
from app.records.database import reading
from app.records.people import Person
from app.records.retention_list import Kept
from app.rooms.retention.index import tab_after
from app.rooms.retention.room import DEEDS, Deed, DeedWords, ids_said, room
from app.web.answers import see_other
from app.web.date_field import DateBoxes
from app.web.form import BLANK, Form
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workflows.keep_or_dispose import dispose_of_contracts, take_retention_step
from audits.roles import Act

MEGABYTES = 2
LONGEST = 2_000
CHANGED = "確かめている間に、この中の契約に変わったところがありました。もう一度見直してください。"
NOTHING_CHOSEN = "契約が選ばれていないか、もう台帳にありません。一覧で印を付けてください。"
# Tables in the words of clerks; what is computed or only serves finding things is not counted.
WHAT_GOES: Mapping[str, tuple[str, ...]] = {
    "管理記録": ("entries",),
    "契約と変更の内容": ("contract_terms", "subcontracts", "amendments"),
    "データと消去の記録": (
        *("data_items", "disposals", "erasure_certificates", "certificate_comparisons"),
        "exceptions",
    ),
    "立入調査・調査票・指摘の記録": (
        *("inspections", "inspection_sheets", "sheet_answers", "findings", "finding_steps"),
        *("improvement_orders", "approved_reports", "report_acts", "pre_checks"),
        "pre_check_answers",
    ),
    "再委託の承諾・取扱者の記録": (
        *("consent_requests", "consent_checks", "consent_decisions", "handler_reports"),
        "handler_terms",
    ),
    "報告・連絡・保護対策・助言の記録": (
        *("report_requests", "report_receipts", "notes", "safeguards", "advices"),
    ),
    "事故の記録": ("incidents", "incident_accounts"),
    "所属長の決定": ("excuses", "settlements", "closings", "retention_steps"),
    "添付ファイル・写真・資料の場所": (
        *("attachments", "attachment_withdrawals", "sheet_photographs", "paper_places"),
    ),
}


class StepForm(Form):
    """A reason, the contracts as they were shown, and the key that lets the form act once."""

    form_key = HiddenField(validators=[Length(max=100)])
    word = HiddenField(validators=[Length(max=100)])
    reason = TextAreaField(
        "理由", [InputRequired(BLANK), Length(max=LONGEST)], render_kw={"rows": 3}
    )


class ExtendForm(StepForm):
    """The same with the day until which the contracts are kept."""

    until_on = DateBoxes("延ばす日（この日まで保存）", [InputRequired(BLANK)])


@dataclass(frozen=True, slots=True)
class Shown:
    """The chosen contracts, what stands against the deed, and how much would go."""

    found: Sequence[Kept]
    hindrances: Sequence[Hindrance]
    counts: Mapping[str, int]

    @property
    def word(self) -> str:
        return word_of(self.found)


@room.route("/first", methods=["GET", "POST"])
@allowed(Act.CONFIRM_DISPOSAL, megabytes=MEGABYTES)
def first() -> ResponseReturnValue:
    """第1の確認, by the manager of the department."""
    return _deal(Deed.FIRST)


@room.route("/second", methods=["GET", "POST"])
@allowed(Act.DISPOSE_OF_CONTRACT, megabytes=MEGABYTES)
def second() -> ResponseReturnValue:
    """第2の確認 and the disposal, by the secretariat."""
    return _deal(Deed.SECOND)


@room.route("/extend", methods=["GET", "POST"])
@allowed(Act.KEEP_LONGER, megabytes=MEGABYTES)
def extend() -> ResponseReturnValue:
    """保存の延長 until a day, by either."""
    return _deal(Deed.EXTEND)


@room.route("/take-back", methods=["GET", "POST"])
@allowed(Act.KEEP_LONGER, megabytes=MEGABYTES)
def take_back() -> ResponseReturnValue:
    """取下げ of a first confirmation or an extension, by either."""
    return _deal(Deed.TAKE_BACK)


def _deal(deed: Deed) -> ResponseReturnValue:
    person, words = current_person(), DEEDS[deed]
    said = request.form if request.method == "POST" else request.args
    ids = ids_said(said.getlist("choose"))
    shown = _shown(ids, words, person)
    made = ExtendForm if deed is Deed.EXTEND else StepForm
    form = made(form_key=token_urlsafe(16), word=shown.word, reason=words.reason)
    problems = [] if shown.found else [NOTHING_CHOSEN]
    if ids and form.validate_on_submit():
        refused = _carried_out(deed, form, ids, person)
        if refused is None:
            flash(f"{len(ids)}件の契約について、{words.done}", "done")
            return see_other("retention.index", which=tab_after(deed).value)
        problems = refused
        shown = _shown(ids, words, person)
        form.word.data = shown.word
    return _page(deed, form, shown, problems)


def _shown(ids: Sequence[int], words: DeedWords, person: Person) -> Shown:
    with reading() as session:
        found = chosen_contracts(session, ids, person.scope)
        said = against(session, found, words.step, person, today())
        goes = words.act in (Act.CONFIRM_DISPOSAL, Act.DISPOSE_OF_CONTRACT)
        rows = disposal.count_each(session, [one.id for one in found]) if found and goes else {}
    return Shown(found, said, _summed(rows))


def _summed(rows: Mapping[str, int]) -> dict[str, int]:
    """How many rows of what goes, in words; what there is none of is left out."""
    summed = {
        words: sum(rows.get(table, 0) for table in tables) for words, tables in WHAT_GOES.items()
    }
    return {words: count for words, count in summed.items() if count}


def _carried_out(
    deed: Deed, form: StepForm, ids: Sequence[int], person: Person
) -> list[str] | None:
    """None where it was done; else why not."""
    step = DEEDS[deed].step
    chosen = Chosen(tuple(ids), str(form.word.data or ""))
    reason, key = (form.reason.data or "").strip(), str(form.form_key.data or "")
    common: dict[str, Any] = {
        "reason": reason,
        "key": key,
        "by": person,
        "at": now(),
        "address": address(),
    }
    try:
        if step is None:
            dispose_of_contracts(chosen, **common)
        else:
            until_on = form.until_on.data if isinstance(form, ExtendForm) else None
            take_retention_step(chosen, step, until_on=until_on, **common)
    except ChangedMeanwhileError:
        return [CHANGED]
    except RetentionError as refused:
        return _beside_its_box(form, [str(one) for one in refused.hindrances])
    return None


def _beside_its_box(form: StepForm, said: list[str]) -> list[str]:
    """What is wrong with the day is said there; all else concerns the contracts."""
    if isinstance(form, ExtendForm) and TOO_EARLY in said:
        form.until_on.errors = [TOO_EARLY]
    return [one for one in said if one != TOO_EARLY]


def _page(deed: Deed, form: StepForm, shown: Shown, problems: Sequence[str]) -> str:
    person = current_person()
    hindered = [str(one) for one in shown.hindrances]
    return render_template(
        "retention/step.html",
        deed=deed,
        words=DEEDS[deed],
        form=form,
        shown=shown,
        problems=list(dict.fromkeys([*problems, *hindered])),
        may_act=bool(shown.found) and not hindered,
        takes_away=person.may(Act.TAKE_AWAY),
        until=form.until_on if isinstance(form, ExtendForm) else None,
    )
