"""所属長の決定: waiving, recording as missed, settling, closing, reopening; with a reason each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from secrets import token_urlsafe

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.acts.city import retention_rule
from app.acts.closing import missing_of, open_incidents
from app.acts.decisions import DecisionError, facts_of
from app.acts.operation_log import Caller
from app.clock import now, today
from app.records import dossier, retention_list
from app.records.database import reading
from app.records.decisions import ExcuseKind
from app.records.dossier import Dossier
from app.records.due_items import DueOnDay
from app.records.scope import EVERYTHING
from app.records.violations import ViolationOnDay
from app.web.answers import go_on_to, own_path
from app.web.date_field import DateBoxes
from app.web.deeds import DEEDS, occurrence_words
from app.web.form import BLANK, Form
from app.web.missing_words import missing_words, whose_words
from app.web.permissions import allowed, current_person
from app.web.retention_words import keeping_if_done
from app.web.sessions import address
from app.workflows.close_contract import close_contract, reopen_contract
from app.workflows.excuse_due_item import excuse_due_item
from app.workflows.settle_violation import settle_violation
from audits.closing import Missing
from audits.roles import Act
from audits.rule import Level
from audits.wareki import short_wareki
from audits.wording import KIND, LEVEL, RULE

room = Blueprint("decisions", __name__, url_prefix="/decisions")
MEGABYTES = 4  # so that too long a text gets a sentence, not a closed door
LONGEST = 2_000

Carry = Callable[[date, str, str], None]  # on, reason, the form's key


class DecisionForm(Form):
    """A day and a reason: what every decision takes."""

    form_key = HiddenField()
    on = DateBoxes("決めた日", [InputRequired(BLANK)])
    reason = TextAreaField(
        "理由", [InputRequired(BLANK), Length(max=LONGEST)], render_kw={"rows": 3}
    )


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided, in words: about what, and what follows from it."""

    title: str
    button: str
    about: str
    lead: str
    done: str
    view: str


@room.route("/waive/<path:number>", methods=["GET", "POST"])
@allowed(Act.WAIVE, megabytes=MEGABYTES)
def waive(number: str) -> ResponseReturnValue:
    """免除."""
    return _excuse(
        number,
        Act.WAIVE,
        ExcuseKind.WAIVED,
        "期限項目を免除する",
        "免除する",
        "この期限項目は果たさなくてよいことになります。免除したことと理由は管理記録に残ります。",
    )


@room.route("/missed/<path:number>", methods=["GET", "POST"])
@allowed(Act.RECORD_AS_MISSED, megabytes=MEGABYTES)
def missed(number: str) -> ResponseReturnValue:
    """未実施の記録."""
    return _excuse(
        number,
        Act.RECORD_AS_MISSED,
        ExcuseKind.MISSED,
        "未実施として記録する",
        "未実施として記録する",
        "期限を過ぎて、もう果たせないことを記録します。「完了」にはなりません。",
    )


@room.route("/settle/<path:number>", methods=["GET", "POST"])
@allowed(Act.TICK_OFF, megabytes=MEGABYTES)
def settle(number: str) -> ResponseReturnValue:
    """違反の処理; what is only to be checked (要確認), an officer ticks off (rules.md 4)."""
    found = _dossier(number, Act.TICK_OFF)
    violation = _violation(found)
    if violation.level is Level.VIOLATION:
        if not current_person().may(Act.SETTLE_VIOLATION):
            abort(403)
        found = _dossier(number, Act.SETTLE_VIOLATION)
    level = LEVEL[violation.level]
    decision = Decision(
        f"{level}を処理する",
        "処理したことを記録する",
        f"{whose_words(found, violation.branch)}　{RULE[violation.rule]}　{violation.detail}",
        "どう確かめ、どうしたかを書いてください。一覧から消え、管理記録に残ります。",
        f"{level}の処理を記録しました。",
        "due",
    )
    person, at = current_person(), now()
    return _decide(
        found,
        decision,
        lambda on, reason, key: settle_violation(
            violation, on=on, reason=reason, by=person.name, at=at, key=key, caller=_caller()
        ),
    )


@room.route("/close/<path:number>", methods=["GET", "POST"])
@allowed(Act.CLOSE_CONTRACT, megabytes=MEGABYTES)
def close(number: str) -> ResponseReturnValue:
    """完了."""
    found = _dossier(number, Act.CLOSE_CONTRACT)
    person, at = current_person(), now()
    decision = Decision(
        "契約を完了とする",
        "完了とする",
        "すべての期限とデータの始末が終わったことを確かめて、この契約の監督を終えます。",
        "完了の後に何かあれば、理由を書いて再開できます。",
        "契約を完了としました。",
        "record",
    )
    return _decide(
        found,
        decision,
        lambda on, reason, key: close_contract(
            number, on=on, reason=reason, by=person.name, at=at, key=key, caller=_caller()
        ),
        missing=missing_of(found),
        still_open=open_incidents(found),
        keeping=_keeping(found),
    )


@room.route("/reopen/<path:number>", methods=["GET", "POST"])
@allowed(Act.REOPEN_CONTRACT, megabytes=MEGABYTES)
def reopen(number: str) -> ResponseReturnValue:
    """再開."""
    found = _dossier(number, Act.REOPEN_CONTRACT)
    person, at = current_person(), now()
    decision = Decision(
        "完了した契約を再開する",
        "再開する",
        "完了を取り消し、もう一度監督します。",
        "完了したことも再開したことも、管理記録に残ります。",
        "契約を再開しました。",
        "record",
    )
    return _decide(
        found,
        decision,
        lambda on, reason, key: reopen_contract(
            number, on=on, reason=reason, by=person.name, at=at, key=key, caller=_caller()
        ),
    )


def _caller() -> Caller:
    """Whom the operation log names: the record says the name alone."""
    return Caller(current_person().actor, address())


def _excuse(
    number: str, act: Act, kind: ExcuseKind, title: str, button: str, lead: str
) -> ResponseReturnValue:
    found = _dossier(number, act)
    item = _due_item(found)
    words = KIND[item.kind]
    which = (item.basis, occurrence_words(item.period, item.fiscal_year))
    about = "　".join((whose_words(found, item.branch), words, *(part for part in which if part)))
    decision = Decision(
        title,
        button,
        f"{about}（期限 {short_wareki(item.due_on)}）",
        lead,
        f"{words}について、{'免除' if kind is ExcuseKind.WAIVED else '未実施'}を記録しました。",
        "due",
    )
    person, at = current_person(), now()
    return _decide(
        found,
        decision,
        lambda on, reason, key: excuse_due_item(
            item, kind, on=on, reason=reason, by=person.name, at=at, key=key, caller=_caller()
        ),
    )


def _decide(
    found: Dossier,
    decision: Decision,
    carry_out: Carry,
    missing: Sequence[Missing] = (),
    still_open: Sequence[str] = (),
    keeping: str = "",
) -> ResponseReturnValue:
    number = found.contract.number
    back = own_path(request.args["back"]) if request.args.get("back") else ""
    back = back or url_for("contracts.show", number=number, view=decision.view)
    form = DecisionForm(on=today(), form_key=token_urlsafe(16))
    if form.validate_on_submit():
        try:
            reason = (form.reason.data or "").strip()
            carry_out(form.on.data or today(), reason, str(form.form_key.data or ""))
        except DecisionError as refused:
            form.refuse(str(refused))
        else:
            flash(decision.done, "done")
            return go_on_to(back)
    return render_template(
        "decisions/form.html",
        form=form,
        decision=decision,
        missing=[(missing_words(found, one), _view_of(one)) for one in missing],
        still_open=still_open,
        keeping=keeping,
        found=found,
        back=back,
    )


def _keeping(found: Dossier) -> str:
    """Until when it would be kept."""
    with reading() as session:
        rule = retention_rule(session)
        kept = retention_list.kept_of(session, [found.key], rule, EVERYTHING)
    return keeping_if_done(kept[found.key], found.on) if found.key in kept else ""


def _view_of(missing: Missing) -> str:
    """The view of the contract's page where it is dealt with."""
    return DEEDS[missing.kind].view if missing.kind is not None else "due"


def _dossier(number: str, act: Act) -> Dossier:
    with reading() as session:
        found = dossier.dossier(session, number, today(), current_person().scope_of(act))
    if found is None:
        abort(404)
    return found


def _due_item(found: Dossier) -> DueOnDay:
    """The item that the address names."""
    for item in found.due_items:
        named = {
            "branch": str(item.branch),
            "kind": item.kind.value,
            "basis": item.basis or "",
            "occurrence": facts_of(item).occurrence,
        }
        if _asked(named) == named:
            return item
    return abort(404)


def _violation(found: Dossier) -> ViolationOnDay:
    """The violation that the address names."""
    for one in found.violations:
        named = {
            "branch": str(one.branch),
            "rule": one.rule.value,
            "basis": one.basis,
            "since": one.since.isoformat(),
        }
        if _asked(named) == named:
            return one
    return abort(404)


def _asked(names: Iterable[str]) -> dict[str, str]:
    return {name: request.args.get(name, "") for name in names}
