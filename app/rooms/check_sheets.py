"""調査票: the sheet of one inspection, answered item by item, and its conclusion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from secrets import token_urlsafe

from flask import Blueprint, abort, flash, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import InputRequired, Length

from app.acts.answering import (
    LONGEST_COMMENT,
    AnsweredMeanwhileError,
    AnswerError,
    Conclusion,
    NoVisitError,
    UnfinishedError,
    check_not_answered_meanwhile,
    judgement_of,
    mark_of,
    missing_comments,
    off_site_words,
)
from app.acts.earlier_answers import NOTHING, earlier_answers
from app.acts.pre_checking import said_not_done
from app.acts.sheet_of_visit import NOT_KEPT, NamedVisit
from app.clock import JAPAN, now, today
from app.records import pre_checks
from app.records.concluded_visits import concluded_visits
from app.records.database import reading
from app.records.sheets import Answer, Sheet
from app.web.answers import go_on_to
from app.web.choices import choices_of
from app.web.date_field import DateBoxes, DayError, read_day
from app.web.form import BLANK, Form, is_brought_back
from app.web.named_visit import visit_address
from app.web.permissions import allowed, current_person
from app.web.photograph_lines import photographs_of
from app.web.sessions import address
from app.web.sheet_place import sheet_address, sheet_or_404, sheet_place
from app.workflows.answer_items import answer_items
from app.workflows.conclude_inspection import conclude_inspection
from audits.fiscal_year import FiscalYear
from audits.inspection import Method
from audits.roles import Act
from audits.source_tag import SourceTag, source_tags
from audits.verdict import Verdict
from audits.violations import is_off_site_again
from checklists.composing import ComposedItem

room = Blueprint("check_sheets", __name__, url_prefix="/check-sheets")
LONGEST = 2_000
LONGEST_PAPERS = 200
MEGABYTES = 2


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as the page shows it, with what was typed where that could not be kept.

    `shown`: stands for the answer that the page showed before anything was typed.
    """

    item: ComposedItem
    tags: tuple[SourceTag, ...]
    answer: Answer
    due_typed: str
    shown: str
    wrong: str = ""


class ConclusionForm(Form):
    """What the officer says of the visit; the judgement follows from the answers."""

    carried_out_on = DateBoxes("実施日", [InputRequired(BLANK)])
    method = RadioField("方法", [InputRequired(BLANK)], choices=choices_of(Method))
    reason = StringField("実地でない理由", [Length(max=LONGEST)])
    officers = StringField("調査職員", [InputRequired(BLANK), Length(max=LONGEST)])
    papers = StringField("資料の所在", [Length(max=LONGEST_PAPERS)])
    with_unconfirmed = BooleanField("未確認の項目を残したまま結論を出す")
    off_site_again = BooleanField("二年度続けて実地でないまま結論を出す")


@room.route("/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER, megabytes=MEGABYTES)
def show(number: str) -> ResponseReturnValue:
    """One group of the sheet at a time; without a script a group is saved as a whole."""
    place = sheet_place(number)
    sheet = sheet_or_404(place)
    group = _group(sheet)
    lines = list(_lines(sheet, group))
    if request.method == "POST" and not is_brought_back():
        lines, answers = _sent(sheet, group)
        if not any(line.wrong for line in lines):
            try:
                _keep(place, answers, {line.item.key: line.shown for line in lines})
            except AnswerError as refused:
                flash(str(refused), "wrong")
            else:
                return go_on_to(_next(place, sheet, group))
    return _page(place, sheet, group, lines)


@room.post("/answer/<path:number>")
@allowed(Act.ENTER)
def answer(number: str) -> ResponseReturnValue:
    """One answer, saved at once; what cannot be kept is answered with a sentence."""
    place = sheet_place(number)
    sheet = sheet_or_404(place)
    key = request.form.get("item", "")
    try:
        given = _given()
        kept = _keep(place, {key: given}, _shown(key))
    except AnsweredMeanwhileError as refused:
        return jsonify(sentence=str(refused), shown=mark_of(refused.newest)), 409
    except (AnswerError, DayError) as refused:
        return jsonify(sentence=str(refused)), 422
    counts = kept.counts()
    of_group = [i for i in kept.composed.items if i.group == _group_of(sheet, key)]
    return jsonify(
        saved_at=now().astimezone(JAPAN).strftime("%H:%M"),
        counts={verdict.value: counts[verdict] for verdict in Verdict},
        group=_group_of(sheet, key),
        answered=_answered(kept, of_group),
        shown=mark_of(given),
    )


@room.route("/conclusion/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER)
def conclusion(number: str) -> ResponseReturnValue:
    """How the visit went; puts it on file with a finding for everything that is 否."""
    place = sheet_place(number)
    sheet = sheet_or_404(place)
    form = ConclusionForm(
        carried_out_on=today(),
        method=Method.ON_SITE.value,
        officers=current_person().name,
    )
    if form.validate_on_submit():
        try:
            _conclude(place, form)
        except UnfinishedError as refused:
            _say_lacking(form, refused)
        except AnswerError as refused:
            form.refuse(str(refused))
        else:
            flash("立入調査の結果を管理記録に書きました。", "done")
            return go_on_to(url_for("contracts.show", number=number, view="inspections"))
    return render_template(
        "check_sheets/conclusion.html",
        form=form,
        form_key=request.form.get("form_key") or token_urlsafe(16),
        place=place,
        where=sheet_address,
        sheet=sheet,
        judgement=judgement_of(sheet),
        counts=sheet.counts(),
        not_met=[i for i in sheet.composed.items if sheet.answer(i).verdict is Verdict.NOT_MET],
        missing=missing_comments(sheet),
        off_site_words=_off_site_words(place, form.carried_out_on.data or today()),
        verdicts=Verdict,
    )


def _say_lacking(form: ConclusionForm, refused: UnfinishedError) -> None:
    """Everything at once, each sentence beside its field; what has none stands above all."""
    for lacking in refused.lacking:
        if lacking.field:
            form[lacking.field].errors = [lacking.sentence]
        else:
            form.refuse(lacking.sentence)


def _off_site_words(place: NamedVisit, on: date) -> str:
    """What has to be known before the way of the visit is chosen; blank where nothing has."""
    with reading() as session:
        visits = concluded_visits(session, place.contract, place.branch)
    last = FiscalYear(FiscalYear.of(on).start - 1)
    return off_site_words(last.short_label) if is_off_site_again(visits, on) else ""


def _group(sheet: Sheet) -> str:
    codes = [group.code for group in sheet.composed.groups]
    wanted = request.args.get("group", "")
    return wanted if wanted in codes else codes[0]


def _group_of(sheet: Sheet, key: str) -> str:
    return next((item.group for item in sheet.composed.items if item.key == key), "")


def _lines(sheet: Sheet, group: str) -> Iterator[ItemLine]:
    for item in sheet.composed.items_in(group):
        given = sheet.answer(item)
        due = given.set_due_on.isoformat() if given.set_due_on else ""
        yield ItemLine(item, source_tags(item.sources), given, due, mark_of(given))


def _sent(sheet: Sheet, group: str) -> tuple[list[ItemLine], dict[str, Answer]]:
    """The items of the group as sent, and the answers that are other than the page showed them.

    What nobody touched is left to whoever has answered it meanwhile.
    """
    lines: list[ItemLine] = []
    answers: dict[str, Answer] = {}
    for item in sheet.composed.items_in(group):
        tags, typed = source_tags(item.sources), request.form.get(f"due {item.key}", "")[:100]
        before, shown = sheet.answer(item), request.form.get(f"shown {item.key}", "")
        try:
            given = _given(f" {item.key}", before.verdict)
        except (AnswerError, DayError) as refused:
            lines.append(ItemLine(item, tags, before, typed, shown, str(refused)))
            continue
        if mark_of(given) != shown:
            answers[item.key] = given
        lines.append(_line(item, given, typed, before, shown))
    return lines, answers


def _shown(key: str) -> dict[str, str]:
    return {key: request.form.get("shown", "")}


def _given(suffix: str = "", before: Verdict = Verdict.UNCONFIRMED) -> Answer:
    """What the form says of an item. Raises AnswerError or DayError."""
    said = request.form.get(f"verdict{suffix}", before.value)
    comment = request.form.get(f"comment{suffix}", "").replace("\r\n", "\n")
    if said not in {verdict.value for verdict in Verdict}:
        raise AnswerError("適、否、該当なし、未確認のどれかを選んでください。")
    if len(comment) > LONGEST_COMMENT:
        raise AnswerError(f"コメントは{LONGEST_COMMENT:,}文字以内にしてください。")
    return Answer(Verdict(said), comment, read_day(request.form.get(f"due{suffix}", ""), "", ""))


def _line(item: ComposedItem, given: Answer, typed: str, before: Answer, shown: str) -> ItemLine:
    """As typed; where somebody has answered otherwise meanwhile, with a word on it."""
    tags = source_tags(item.sources)
    try:
        if mark_of(given) != shown and before.answered_by != current_person().actor:
            check_not_answered_meanwhile(before, given, shown)
    except AnsweredMeanwhileError as refused:
        return ItemLine(item, tags, given, typed, mark_of(before), str(refused))
    return ItemLine(item, tags, given, typed, shown)


def _keep(place: NamedVisit, answers: dict[str, Answer], shown: Mapping[str, str]) -> Sheet:
    try:
        return answer_items(
            place, answers, by=current_person(), at=now(), address=address(), shown=shown
        )
    except NoVisitError:
        return abort(404)


def _conclude(place: NamedVisit, form: ConclusionForm) -> None:
    conclude_inspection(
        Conclusion(
            contract=place.contract,
            branch=place.branch,
            carried_out_on=form.carried_out_on.data or today(),
            method=Method(form.method.data),
            reason=form.reason.data or "",
            officers=form.officers.data or "",
            with_unconfirmed=bool(form.with_unconfirmed.data),
            papers=(form.papers.data or "").strip(),
            off_site_again=bool(form.off_site_again.data),
        ),
        place,
        key=request.form.get("form_key", ""),
        by=current_person(),
        at=now(),
        address=address(),
    )


def _next(place: NamedVisit, sheet: Sheet, group: str) -> str:
    """The next group, or the one that the button asks for; after the last the conclusion."""
    codes = [one.code for one in sheet.composed.groups]
    wanted = request.form.get("go", "")
    if wanted in codes:
        return sheet_address("check_sheets.show", place, wanted)
    after = codes[codes.index(group) + 1 :]
    if after:
        return sheet_address("check_sheets.show", place, after[0])
    return sheet_address("check_sheets.conclusion", place)


def _answered(sheet: Sheet, items: list[ComposedItem]) -> int:
    return len(items) - sheet.counts(items)[Verdict.UNCONFIRMED]


def _page(place: NamedVisit, sheet: Sheet, group: str, lines: list[ItemLine]) -> str:
    groups = [
        (one, len(items := sheet.composed.items_in(one.code)), _answered(sheet, list(items)))
        for one in sheet.composed.groups
    ]
    codes = [one.code for one in sheet.composed.groups]
    at = codes.index(group)
    with reading() as session:
        scope = current_person().scope_of(Act.ENTER)
        number, branch = place.contract, place.branch
        earlier = earlier_answers(session, sheet, number, branch, scope, today())
        pre_check = None if sheet.id == NOT_KEPT else pre_checks.newest(session, sheet.id)
    return render_template(
        "check_sheets/show.html",
        place=place,
        where=sheet_address,
        sheet=sheet,
        groups=groups,
        group=sheet.composed.groups[at],
        before=sheet.composed.groups[at - 1] if at else None,
        after=sheet.composed.groups[at + 1] if at + 1 < len(codes) else None,
        lines=lines,
        earlier=earlier,
        nothing_earlier=NOTHING,
        pre_check=pre_check,
        photographs=photographs_of(place, sheet),
        visit_where=visit_address,
        not_done_beforehand=said_not_done(pre_check, sheet.composed.items),
        counts=sheet.counts(),
        total=len(sheet.composed.items),
        verdicts=Verdict,
        longest=LONGEST_COMMENT,
    )
