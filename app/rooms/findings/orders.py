"""改善指示書: the form for an order, and the paper as it was issued."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_urlsafe

from flask import abort, current_app, flash, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.acts.answering import NoVisitError
from app.acts.city import city_on_file, setting_value
from app.acts.document_numbers import LONGEST_NUMBER, next_number
from app.acts.finding_on_file import FindingsOfVisit
from app.acts.ordering_improvement import OrderSaid
from app.acts.putting_right import LONGEST_TEXT, FindingError
from app.clock import now, today
from app.records import papers_on_file
from app.records.database import reading
from app.records.people import beside
from app.rooms.findings.room import room
from app.rooms.findings.show import load_visit
from app.web.answers import go_on_to
from app.web.choices import choices
from app.web.date_field import DateBoxes
from app.web.form import BLANK, Form, must_be_filled_in
from app.web.named_visit import named_visit, visit_address
from app.web.pdf_answer import pdf_answer
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workflows.order_improvement import order_improvement
from audits.fiscal_year import FiscalYear
from audits.lifecycles.finding import FINDING, FindingAct
from audits.open_days import OpenDays
from audits.roles import Act
from audits.wareki import wareki
from config import Config

LONGEST_LINE = 200
USUAL_DAYS = 14
CLOSED = (
    "{}は閉庁日です。次の開庁日は{}です。"
    "閉庁日のままでよければ、「閉庁日を期限にする」に印を付けてください。"
)
SEALED, LEFT_OFF = "sealed", "left_off"


class OrderForm(Form):
    """What stands on an order besides the findings, which are boxes to tick."""

    number = StringField("文書番号", [Length(max=LONGEST_NUMBER)])
    issued_on = DateBoxes("指示の日", [InputRequired(BLANK)])
    answer_by = DateBoxes("改善報告書の期限", [InputRequired(BLANK)])
    on_closed_day = BooleanField("閉庁日を期限にする")
    sender = StringField("差出人", [InputRequired(BLANK), Length(max=LONGEST_LINE)])
    contact = StringField("連絡先", [InputRequired(BLANK), Length(max=LONGEST_LINE)])
    demand = TextAreaField("求める措置", [Length(max=LONGEST_TEXT)], render_kw={"rows": 3})
    seal = RadioField(
        "公印",
        [InputRequired(BLANK)],
        choices=choices([(SEALED, "押す"), (LEFT_OFF, "省略する")]),
    )
    published = BooleanField("この指示の内容を公表する")
    form_key = HiddenField()


@room.route("/order/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER)
def order(number: str) -> ResponseReturnValue:
    """改善指示書を作る: for one finding of a visit, or several at once."""
    found = load_visit(named_visit(number), current_person().scope_of(Act.ENTER))
    with reading() as session:
        usual = next_number(session, found.dossier.terms["department"], FiscalYear.of(today()))
        city = setting_value(session, "city_name")
        open_days = city_on_file(session).open_days
    form = _form(found, city, open_days)
    if not usual:
        must_be_filled_in(form.number)
    chosen = _chosen(found)
    if form.validate_on_submit() and _is_day_agreed(form, open_days):
        try:
            _issue(found, form, chosen)
        except FindingError as refused:
            form.refuse(str(refused))
        else:
            flash("改善指示書を作りました。受託者に送ってください。", "done")
            return go_on_to(visit_address("findings.show", found.visit, finding=chosen[0]))
    return render_template(
        "findings/order.html",
        found=found,
        form=form,
        chosen=chosen,
        usual=usual,
        is_closed=open_days.is_closed(form.answer_by.data or today()),
        offered=[f for f in found.findings if FINDING.allows(f.state, FindingAct.ORDER)],
    )


@room.get("/order-paper/<path:number>")
@allowed(Act.TAKE_AWAY)
def order_paper(number: str) -> ResponseReturnValue:
    """The order exactly as it was issued."""
    found = load_visit(named_visit(number), current_person().scope_of(Act.TAKE_AWAY))
    try:
        issued = found.order(request.args.get("order", 0, type=int))
    except NoVisitError:
        abort(404)
    with reading() as session:
        pdf = papers_on_file.content_of(session, issued.paper_sha256)
    if pdf is None or not papers_on_file.is_sound(pdf, issued.paper_sha256):
        flash("改善指示書の控えが、出したときと変わっています。管理者に知らせてください。", "wrong")
        return go_on_to(visit_address("findings.show", found.visit, finding=issued.numbers[0]))
    return pdf_answer(pdf, f"改善指示書 {issued.document_number}.pdf")


def _form(found: FindingsOfVisit, city: str, open_days: OpenDays) -> OrderForm:
    department, person = found.dossier.terms["department"], current_person()
    return OrderForm(
        issued_on=today(),
        answer_by=open_days.next_open(today() + timedelta(days=USUAL_DAYS)),
        sender=f"{city}長" if city else f"{department}長",
        contact=beside(department, person.name),
        seal=LEFT_OFF,
        form_key=token_urlsafe(16),
    )


def _is_day_agreed(form: OrderForm, open_days: OpenDays) -> bool:
    """A last day on which the city hall is closed is one that somebody has meant."""
    day = form.answer_by.data or today()
    if not open_days.is_closed(day) or form.on_closed_day.data:
        return True
    form.answer_by.errors = [CLOSED.format(wareki(day), wareki(open_days.next_open(day)))]
    return False


def _chosen(found: FindingsOfVisit) -> tuple[str, ...]:
    """As ticked; at first the one that the address names, and where it names none all."""
    known = [one.number for one in found.findings]
    if request.method == "POST":
        return tuple(n for n in known if n in request.form.getlist("finding"))
    wanted = request.args.get("finding", "")
    return (wanted,) if wanted in known else tuple(one.number for one in found.open)


def _issue(found: FindingsOfVisit, form: OrderForm, chosen: tuple[str, ...]) -> None:
    config: Config = current_app.config["MITODOKE"]
    said = OrderSaid(
        numbers=chosen,
        number=(form.number.data or "").strip(),
        issued_on=form.issued_on.data or today(),
        answer_by=form.answer_by.data or today(),
        sender=(form.sender.data or "").strip(),
        contact=(form.contact.data or "").strip(),
        demand=(form.demand.data or "").strip(),
        sealed=form.seal.data == SEALED,
        published=bool(form.published.data),
    )
    try:
        order_improvement(
            found.visit,
            said,
            key=form.form_key.data or "",
            font_dir=config.font_dir,
            by=current_person(),
            at=now(),
            address=address(),
        )
    except NoVisitError:
        abort(404)
