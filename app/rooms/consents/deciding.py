"""再委託の承諾を決める: the manager's form, with the conditions of a consent."""

from __future__ import annotations

from collections.abc import Iterator

from flask import abort, current_app, flash, render_template
from flask.typing import ResponseReturnValue
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.acts.consent_filing import Condition, DecisionSaid
from app.acts.consent_on_file import (
    ConsentCase,
    ConsentError,
    NoSuchRequestError,
    RequestChangedMeanwhileError,
)
from app.acts.deciding_consent import FORBIDDEN, LONGEST_TEXT
from app.acts.document_numbers import LONGEST_NUMBER, next_number
from app.clock import now, today
from app.records.database import reading
from app.rooms.consents.room import changes_of, load, room, wanted
from app.web.answers import go_on_to
from app.web.choices import choices_of
from app.web.date_field import DateBoxes
from app.web.form import BLANK
from app.web.keyed_form import MEGABYTES, KeyedForm, new_key, say
from app.web.named_request import Wanted
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workflows.decide_consent import decide_consent
from audits.consent import ConsentDecision
from audits.engagement_tree import tier_words
from audits.fiscal_year import FiscalYear
from audits.roles import Act
from config import Config

CONDITIONS = 5
DECISIONS = tuple(one for one in ConsentDecision if one.is_the_citys)


class DecisionForm(KeyedForm):
    """What is decided, on which day and why; the boxes of the conditions are added below."""

    decision = RadioField("決定", [InputRequired(BLANK)], choices=choices_of(DECISIONS))
    on = DateBoxes("決定の日（通知書の日付）", [InputRequired(BLANK)])
    reason = TextAreaField("理由", [Length(max=LONGEST_TEXT)], render_kw={"rows": 3})
    number = StringField(
        "文書番号", [Length(max=LONGEST_NUMBER)], render_kw={"autocomplete": "off"}
    )


for _place in range(1, CONDITIONS + 1):
    _text = TextAreaField(
        f"条件{_place}", [Optional(), Length(max=LONGEST_TEXT)], render_kw={"rows": 2}
    )
    setattr(DecisionForm, f"condition_{_place}", _text)
    setattr(DecisionForm, f"condition_due_{_place}", DateBoxes(f"条件{_place}の期日", [Optional()]))


@room.route("/decide/<path:number>", methods=["GET", "POST"])
@allowed(Act.DECIDE_CONSENT, megabytes=MEGABYTES)
def decide(number: str) -> ResponseReturnValue:
    """承諾, 条件付承諾 or 不承諾."""
    which = wanted(number)
    case = load(which, Act.DECIDE_CONSENT)
    form = DecisionForm(on=today(), form_key=new_key(), seen=case.seen)
    if form.validate_on_submit():
        try:
            return _decided(which, form)
        except ConsentError as refused:
            say(form, refused)
        except RequestChangedMeanwhileError as quicker:
            case = load(which, Act.DECIDE_CONSENT)
            form.seen.data = case.seen
            form.refuse(str(quicker))
        except NoSuchRequestError:
            abort(404)
    elif case.request.decided is not None:
        return go_on_to(which.address())
    return _page(which, case, form)


def _decided(which: Wanted, form: DecisionForm) -> ResponseReturnValue:
    config: Config = current_app.config["MITODOKE"]
    said = DecisionSaid(
        ConsentDecision(form.decision.data),
        form.on.data or today(),
        (form.reason.data or "").strip(),
        (form.number.data or "").strip(),
        tuple(_conditions(form)),
    )
    number = decide_consent(
        which.contract,
        which.number,
        said,
        seen=str(form.seen.data or ""),
        key=form.form_key.data or "",
        font_dir=config.font_dir,
        by=current_person(),
        at=now(),
        address=address(),
    )
    if number:
        flash(f"決定を記録し、通知書「{number}」を作りました。印刷して送ってください。", "done")
    return go_on_to(which.address())


def _conditions(form: DecisionForm) -> Iterator[Condition]:
    for place in range(1, CONDITIONS + 1):
        text = (form[f"condition_{place}"].data or "").strip()
        if text:
            yield Condition(text, form[f"condition_due_{place}"].data)


def _page(which: Wanted, case: ConsentCase, form: DecisionForm) -> str:
    with reading() as session:
        department = case.dossier.terms["department"]
        usual = next_number(session, department, FiscalYear.of(today()))
    return render_template(
        "consents/decide.html",
        which=which,
        case=case,
        form=form,
        usual=usual,
        changes=changes_of(case),
        tier=tier_words(case.tier),
        places=range(1, CONDITIONS + 1),
        forbidden=FORBIDDEN if case.is_forbidden else "",
        is_late=case.values["starts_on"] <= today(),
    )
