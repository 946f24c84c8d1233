"""指摘の一歩: the forms for an answer, a check, a later date and a reopening."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

from flask import abort, flash, render_template
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.acts.answering import NoVisitError
from app.acts.finding_on_file import FindingOnFile, FindingsOfVisit
from app.acts.putting_right import LONGEST_TEXT, FindingError, Said
from app.clock import now, today
from app.rooms.findings.room import room
from app.rooms.findings.show import STEPS, finding_address, load, what
from app.web.answers import go_on_to
from app.web.choices import choices
from app.web.date_field import DateBoxes
from app.web.form import BLANK, Form
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workflows.put_finding_right import put_finding_right
from audits.lifecycles.finding import FINDING, FindingAct
from audits.roles import Act
from audits.wording import FINDING_STATE

LONGEST_PLACE = 500
ENOUGH, NOT_ENOUGH = "enough", "not_enough"
RESULTS = ((ENOUGH, "済（是正された）"), (NOT_ENOUGH, "不十分（もう一度改善を求める）"))


class StepForm(Form):
    """What every step has: the finding as the page showed it, and the page's own key."""

    seen = HiddenField()
    form_key = HiddenField()


class AnswerForm(StepForm):
    """改善報告."""

    on = DateBoxes("報告を受けた日", [InputRequired(BLANK)])
    text = TextAreaField(
        "講じた措置", [InputRequired(BLANK), Length(max=LONGEST_TEXT)], render_kw={"rows": 4}
    )
    place = StringField("証拠の所在", [Length(max=LONGEST_PLACE)])


class CheckForm(StepForm):
    """効果の確認."""

    on = DateBoxes("確かめた日", [InputRequired(BLANK)])
    result = RadioField(
        "効果の確認",
        [InputRequired(BLANK)],
        choices=choices(
            [(ENOUGH, "済（是正された）"), (NOT_ENOUGH, "不十分（もう一度改善を求める）")]
        ),
    )
    text = TextAreaField("確かめたこと", [Length(max=LONGEST_TEXT)], render_kw={"rows": 3})
    place = StringField("証拠の所在", [Length(max=LONGEST_PLACE)])


class LaterForm(StepForm):
    """是正期限の延長, and opening again: a new date with the reason for it."""

    due_on = DateBoxes("新しい是正期限", [InputRequired(BLANK)])
    text = TextAreaField(
        "理由", [InputRequired(BLANK), Length(max=LONGEST_TEXT)], render_kw={"rows": 3}
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A step in words: what the page is called, what follows, what is said when it is done."""

    act: FindingAct
    needs: Act
    title: str
    lead: str
    button: str
    done: str


@room.route("/answer/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER)
def answer(number: str) -> ResponseReturnValue:
    """改善報告を受ける."""
    step = Step(
        FindingAct.ANSWER,
        Act.ENTER,
        "改善報告を記録する",
        "受託者の報告だけでは終わりません。次に、担当者が効果を確かめます。",
        "報告の受領を記録する",
        "改善報告を記録しました。次は、効果を確かめてください。",
    )

    def said(form: AnswerForm) -> Said:
        on = form.on.data or today()
        return Said(step.act, on, _text(form.text), _text(form.place))

    return _step(number, step, lambda: AnswerForm(**_first(on=today())), said)


@room.route("/check/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER)
def check(number: str) -> ResponseReturnValue:
    """効果を確かめる: 済, or 不十分, which begins another round."""
    step = Step(
        FindingAct.CONFIRM,
        Act.ENTER,
        "是正を確認する",
        "「不十分」にすると、受託者の回答待ちに戻り、次の回が始まります。期限は変わりません。",
        "確認を記録する",
        "効果の確認を記録しました。",
    )

    def said(form: CheckForm) -> Said:
        act = FindingAct.CONFIRM if form.result.data == ENOUGH else FindingAct.REFUSE
        return Said(act, form.on.data or today(), _text(form.text), _text(form.place))

    return _step(number, step, lambda: CheckForm(**_first(on=today())), said)


@room.route("/extend/<path:number>", methods=["GET", "POST"])
@allowed(Act.EXTEND_FINDING)
def extend(number: str) -> ResponseReturnValue:
    """是正期限を延ばす."""
    step = Step(
        FindingAct.EXTEND,
        Act.EXTEND_FINDING,
        "是正期限を延ばす",
        "いまの期限は経過に残り、延ばしたことと理由は管理記録に残ります。",
        "期限を延ばす",
        "是正期限を延ばしました。",
    )
    return _step(number, step, lambda: LaterForm(**_first()), _later(step.act))


@room.route("/reopen/<path:number>", methods=["GET", "POST"])
@allowed(Act.REOPEN_FINDING)
def reopen(number: str) -> ResponseReturnValue:
    """指摘に戻す."""
    step = Step(
        FindingAct.REOPEN,
        Act.REOPEN_FINDING,
        "是正済の指摘を戻す",
        "是正を確認したことは経過に残り、新しい期限でもう一度是正を求めます。",
        "指摘に戻す",
        "指摘に戻しました。是正の期限に、もう一度加わりました。",
    )
    return _step(number, step, lambda: LaterForm(**_first()), _later(step.act))


def _later(act: FindingAct) -> Callable[[LaterForm], Said]:
    return lambda form: Said(act, today(), _text(form.text), due_on=form.due_on.data)


def _first(**data: Any) -> dict[str, Any]:
    return {"form_key": token_urlsafe(16), **data}


def _text(field: Any) -> str:
    return str(field.data or "").strip()


def _step(
    number: str, step: Step, make: Callable[[], Any], said: Callable[[Any], Said]
) -> ResponseReturnValue:
    """The form; what was typed stays where the step cannot be taken."""
    found, finding = load(number, current_person().scope_of(step.needs))
    form = make()
    if form.validate_on_submit():
        try:
            _carry_out(found, finding, said(form), form)
        except FindingError as refused:
            form.refuse(str(refused))
        else:
            flash(step.done, "done")
            return go_on_to(finding_address("findings.show", found, finding))
    form.seen.data = finding.seen
    allows = FINDING.allows(finding.state, step.act)
    return render_template(
        "findings/step.html",
        found=found,
        finding=finding,
        step=step,
        form=form,
        columns=STEPS,
        what=what,
        back=finding_address("findings.show", found, finding),
        wrong="" if allows else f"この指摘は、いま「{FINDING_STATE[finding.state]}」です。",
        rests=[f for f in form if f.name not in ("seen", "form_key")],
    )


def _carry_out(found: FindingsOfVisit, finding: FindingOnFile, said: Said, form: Any) -> None:
    try:
        put_finding_right(
            found.visit,
            finding.name,
            said,
            seen=form.seen.data or "",
            key=form.form_key.data or "",
            by=current_person(),
            at=now(),
            address=address(),
        )
    except NoVisitError:
        abort(404)
