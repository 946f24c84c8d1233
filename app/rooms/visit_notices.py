"""実施通知: issuing the notice of a visit, and taking it away as a paper."""

from __future__ import annotations

from datetime import date
from secrets import token_urlsafe

from flask import Blueprint, abort, current_app, flash, render_template
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length

from app.acts import arranging, document_numbers
from app.acts.arranging import ArrangementError, NoSuchVisitError, VisitChangedMeanwhileError
from app.acts.document_numbers import LONGEST_NUMBER, DocumentNumberError
from app.clock import now, today
from app.records import arranged_visits, visit_notices
from app.records.arranged_visits import ArrangedVisit
from app.records.database import reading
from app.web.answers import see_other
from app.web.date_field import DateBoxes
from app.web.form import BLANK, Form
from app.web.pdf_answer import pdf_answer
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workflows.issue_visit_notice import WantedNotice, issue_visit_notice
from app.workflows.print_visit_notice import NoSuchNoticeError, print_visit_notice
from audits.fiscal_year import FiscalYear
from audits.roles import Act
from config import Config

room = Blueprint("visit_notices", __name__, url_prefix="/visits")
LONGEST_KEY = 64
CHANGED = "画面を開いている間に訪問が変わりました。下の内容を確かめて、もう一度出してください。"


class NoticeForm(Form):
    """The day that stands on the notice, and its number where it is not the next one."""

    form_key = HiddenField()
    seen = HiddenField()
    issued_on = DateBoxes("通知書の日付", [InputRequired(BLANK)])
    number = StringField(
        "文書番号", [Length(max=LONGEST_NUMBER)], render_kw={"autocomplete": "off"}
    )


@room.route("/<int(max=2147483647):visit_id>/notice", methods=["GET", "POST"])
@allowed(Act.ENTER)
def issue(visit_id: int) -> ResponseReturnValue:
    """What the notice will say; once issued it never changes."""
    visit = _visit(visit_id)
    if visit.called_off is not None:
        return see_other("visits.show", visit_id=visit_id)
    form = NoticeForm(
        form_key=token_urlsafe(16), seen=str(visit.sequence), issued_on=today(), number=""
    )
    day = form.issued_on.data if form.validate_on_submit() else None
    if day is not None:
        try:
            return _issue(visit_id, day, form)
        except DocumentNumberError as refused:
            form.number.errors = [str(refused)]
        except ArrangementError as refused:
            form.refuse(str(refused))
        except VisitChangedMeanwhileError as quicker:
            visit = quicker.newest
            form.seen.data = str(visit.sequence)
            form.refuse(CHANGED)
        except NoSuchVisitError:
            abort(404)
    return _page(visit, form)


def _issue(visit_id: int, day: date, form: NoticeForm) -> ResponseReturnValue:
    seen = str(form.seen.data or "")
    number = issue_visit_notice(
        visit_id,
        WantedNotice(day, (form.number.data or "").strip()),
        seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1,
        key=str(form.form_key.data or "")[:LONGEST_KEY],
        by=current_person(),
        at=now(),
        address=address(),
    )
    if number:
        flash(f"実施通知書を「{number}」で出しました。印刷して送ってください。", "done")
    return see_other("visits.show", visit_id=visit_id)


@room.get("/<int(max=2147483647):visit_id>/notices/<int(max=2147483647):notice_id>")
@allowed(Act.TAKE_AWAY)
def paper(visit_id: int, notice_id: int) -> ResponseReturnValue:
    """立入調査実施通知書, as it was issued."""
    scope, config = current_person().scope_of(Act.TAKE_AWAY), _config()
    with reading() as session:
        found = visit_notices.of_visit(session, visit_id)
    number = next((one.number for one in found if one.id == notice_id), None)
    if number is None:
        abort(404)
    try:
        pdf = print_visit_notice(number, font_dir=config.font_dir, scope=scope)
    except NoSuchNoticeError:
        abort(404)
    return pdf_answer(pdf, f"立入調査実施通知書 {number}.pdf")


def _page(visit: ArrangedVisit, form: NoticeForm) -> str:
    department = arranging.own_department(current_person(), visit.inspections)
    with reading() as session:
        upcoming = document_numbers.next_number(session, department, FiscalYear.of(today()))
        notices = visit_notices.of_visit(session, visit.id)
    if not upcoming:
        form.number.flags.required = True
    return render_template(
        "visits/notice.html",
        visit=visit,
        said=visit.arrangement,
        form=form,
        upcoming=upcoming,
        department=department,
        notices=notices,
    )


def _visit(visit_id: int) -> ArrangedVisit:
    scope = current_person().scope_of(Act.ENTER)
    with reading() as session:
        found = arranged_visits.one(session, visit_id, scope)
    return found or abort(404)


def _config() -> Config:
    config: Config = current_app.config["MITODOKE"]
    return config
