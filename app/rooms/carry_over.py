"""次の契約へ引き継ぐ: data still out is chosen and handed on to the successor."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from flask import Blueprint, abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.acts.carrying_over import SUCCESSOR, CarryOver, CarryOverRefusedError, Chosen
from app.acts.certificate_on_file import party_words
from app.acts.filing.hand_entry import NotThereError
from app.acts.media_on_file import StillOut, still_out
from app.clock import now, today
from app.records import contract_neighbours
from app.records.contract_neighbours import Neighbours
from app.records.database import reading
from app.records.dossier import Dossier, without_entries
from app.web.answers import see_other
from app.web.date_field import DateBoxes
from app.web.form import BLANK, Form
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workbooks.limits import DEFAULT_LIMITS
from app.workflows.carry_over import carry_over
from audits.roles import Act

room = Blueprint("carry_over", __name__, url_prefix="/carry-over")
LONGEST = 200
# What the sheet calls the boxes of the form.
HEADINGS = {
    SUCCESSOR: "successor",
    "日付": "on",
    "指示日": "instructed_on",
    "文書番号": "document",
    "方法": "means",
    "引渡方法": "means",
    "職員": "officer",
}
_PLAIN = {"autocomplete": "off"}


class CarryOverForm(Form):
    """To which contract, when and how; beside it a box for every data item."""

    form_key = HiddenField()
    successor = StringField(
        "引継先の契約番号",
        [InputRequired(BLANK), Length(max=DEFAULT_LIMITS.key_text)],
        render_kw=_PLAIN,
    )
    on = DateBoxes("引き継いだ日", [InputRequired(BLANK)])
    instructed_on = DateBoxes("引継ぎを指示した日", [InputRequired(BLANK)])
    document = StringField(
        "指示の文書番号", [InputRequired(BLANK), Length(max=LONGEST)], render_kw=_PLAIN
    )
    means = StringField("方法", [Optional(), Length(max=LONGEST)], render_kw=_PLAIN)
    officer = StringField("職員", [Optional(), Length(max=LONGEST)], render_kw=_PLAIN)


@room.route("/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER)
def show(number: str) -> ResponseReturnValue:
    """Everything that is still out, to be ticked; what is not ticked stays."""
    found, neighbours = _on_file(number)
    lines = list(still_out(found))
    form = _form(lines, neighbours)
    if not form.validate_on_submit():
        return _page(form, found, lines, neighbours)
    chosen = [_named(one) for one in lines if form[_box(one)].data]
    try:
        count = carry_over(
            number,
            chosen,
            _said(form),
            key=str(form.form_key.data or ""),
            by=current_person(),
            at=now(),
            address=address(),
        )
    except NotThereError:
        abort(404)
    except CarryOverRefusedError as refused:
        _say(form, refused)
        return _page(form, *_anew(number))
    flash(f"データ{count}件を、契約 {form.successor.data} へ引き継いだことを記録しました。", "done")
    return see_other("contracts.show", number=number, view="data")


def _on_file(number: str) -> tuple[Dossier, Neighbours]:
    person = current_person()
    scope = person.scope_of(Act.ENTER)
    with reading() as session:
        found = without_entries(session, number, today(), scope)
        if found is None:
            abort(404)
        return found, contract_neighbours.neighbours_of(session, number, None, scope)


def _anew(number: str) -> tuple[Dossier, list[StillOut], Neighbours]:
    """As it is on file by now, whatever has become of it since."""
    found, neighbours = _on_file(number)
    return found, list(still_out(found)), neighbours


def _form(lines: Sequence[StillOut], neighbours: Neighbours) -> CarryOverForm:
    boxes: dict[str, Any] = {
        _box(one): BooleanField(f"{one.item['number']}を引き継ぐ") for one in lines
    }
    made: type[CarryOverForm] = type("FormOfContract", (CarryOverForm,), boxes)
    only = neighbours.after[0][0] if len(neighbours.after) == 1 else ""
    return made(
        form_key=token_urlsafe(16), successor=only, on=today(), officer=current_person().name
    )


def _said(form: CarryOverForm) -> CarryOver:
    words = {name: str(form[name].data or "").strip() for name in ("document", "means", "officer")}
    successor = str(form.successor.data or "").strip()
    on = form.on.data or today()
    return CarryOver(successor, on, form.instructed_on.data or on, **words)


def _say(form: CarryOverForm, refused: CarryOverRefusedError) -> None:
    for remark in refused.remarks:
        name = HEADINGS.get(remark.heading)
        if name is not None:
            form[name].errors = [remark.message]
        else:
            form.refuse(f"{remark.heading}：{remark.message}" if remark.heading else remark.message)


def _page(
    form: CarryOverForm, found: Dossier, lines: Sequence[StillOut], neighbours: Neighbours
) -> str:
    return render_template(
        "carry_over/show.html",
        form=form,
        found=found,
        number=found.contract.number,
        lines=[(one, form[_box(one)]) for one in lines if _box(one) in form],
        party_of=party_words,
        after=neighbours.after,
        back=url_for("contracts.show", number=found.contract.number, view="data"),
    )


def _named(one: StillOut) -> Chosen:
    return one.branch, str(one.item["number"])


def _box(one: StillOut) -> str:
    return "take_" + sha256(repr(_named(one)).encode("utf-8", "replace")).hexdigest()[:16]
