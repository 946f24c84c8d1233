"""訪問: visits with their inspections; making one, changing it, calling it off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from secrets import token_urlsafe

from flask import Blueprint, abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.acts.arranging import (
    LONGEST_TEXT,
    ArrangementError,
    NoSuchVisitError,
    VisitChangedMeanwhileError,
)
from app.acts.paper_facts.visit_notice_facts import is_for
from app.clock import now, today
from app.records import arranged_visits, visit_list, visit_notices
from app.records.arranged_visits import ArrangedVisit, Arrangement, VisitInspection
from app.records.database import reading
from app.records.people import Person
from app.records.visit_list import Planned, VisitFilter, is_near
from app.web.answers import see_other
from app.web.asked import Asked
from app.web.form import BLANK, Form
from app.web.navigation import Tab
from app.web.page_address import here
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.web.table import Column
from app.web.visit_form import PREPARATION, VisitForm
from app.workflows.arrange_visit import arrange_visit, call_off_visit, change_visit
from audits.fiscal_year import FiscalYear
from audits.roles import Act

room = Blueprint("visits", __name__, url_prefix="/visits")
ROWS = 50
LONGEST_KEY = 64
VISITS = (
    Column("日時", "when"),
    Column("相手"),
    Column("場所"),
    Column("調査者"),
    Column("調査"),
)
OPEN = (
    Column("予定日", "when"),
    Column("契約", "contract"),
    Column("相手"),
    Column("所管課"),
    Column("訪問"),
)
INSPECTIONS = (
    Column("契約", "contract"),
    Column("調査先"),
    Column("所管課"),
    Column("年度・回"),
    Column("実施日", "when"),
    Column("調査票"),
)
NOTICES = (
    Column("文書番号", "key"),
    Column("日付", "when"),
    Column("出した人"),
    Column("内容"),
    Column("書類"),
)
TABS: Mapping[VisitFilter, str] = {
    VisitFilter.COMING: "これからの訪問",
    VisitFilter.OPEN: "訪問を決めていない調査",
    VisitFilter.PAST: "終わった訪問",
    VisitFilter.CALLED_OFF: "取りやめた訪問",
}
NOT_PLANNED = "その調査には予定日がありません。下の一覧から選んでください。"


class CallOffForm(Form):
    """Why, and which change of the visit the page showed."""

    seen = HiddenField()
    reason = TextAreaField(
        "理由", [InputRequired(BLANK), Length(max=LONGEST_TEXT)], render_kw={"rows": 3}
    )


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> ResponseReturnValue:
    """The visits to come, unless the address asks for others."""
    asked, scope, on = Asked(request.args), current_person().scope, today()
    which = asked.member("which", VisitFilter) or VisitFilter.COMING
    with reading() as session:
        counts = {one: visit_list.count(session, one, on, scope) for one in VisitFilter}
        page = Page(asked.page(), ROWS, counts[which])
        lines, planned = [], []
        if which is VisitFilter.OPEN:
            planned = visit_list.planned(session, scope, offset=page.offset, limit=ROWS)
        else:
            lines = visit_list.visits(session, which, on, scope, offset=page.offset, limit=ROWS)
    tabs = [
        Tab(words, here(which=one.value, page=None), one is which, counts[one])
        for one, words in TABS.items()
    ]
    return render_template(
        "visits/index.html",
        which=which,
        lines=lines,
        planned=planned,
        page=page,
        tabs=tabs,
        columns=OPEN if which is VisitFilter.OPEN else VISITS,
        problems=asked.problems,
        on=on,
        enter_act=Act.ENTER,
    )


@room.route("/new", methods=["GET", "POST"])
@allowed(Act.ENTER)
def new() -> ResponseReturnValue:
    """A visit made from planned inspections of one contractor, the near ones ticked."""
    person = current_person()
    form = VisitForm(form_key=token_urlsafe(16))
    if request.method == "GET":
        first, visit_id = _first(person)
        if visit_id is not None:
            return see_other("visits.show", visit_id=visit_id)
        if first is None or first.contractor_id is None:
            flash(NOT_PLANNED, "warning")
            return see_other("visits.index", which=VisitFilter.OPEN.value)
        form.contractor_id.data = str(first.contractor_id)
        form.show(_proposed(first, person))
        offered = _offered(first.contractor_id, person)
        near = [one.inspection.name for one in offered if _belongs(one, first)]
        return _form_page(form, offered, near)
    contractor_id = _number(form.contractor_id.data)
    chosen = request.form.getlist("inspections")
    said = form.arrangement() if form.validate_on_submit() else None
    if said is not None:
        try:
            visit_id = arrange_visit(
                contractor_id,
                set(chosen),
                said,
                key=str(form.form_key.data or "")[:LONGEST_KEY],
                by=person,
                at=now(),
                address=address(),
            )
        except ArrangementError as refused:
            form.say(refused.wrong)
        else:
            flash("訪問を決めました。続けて、実施通知書を出せます。", "done")
            return see_other("visits.show", visit_id=visit_id)
    return _form_page(form, _offered(contractor_id, person), chosen)


@room.get("/<int(max=2147483647):visit_id>")
@allowed(Act.SEE_CONTRACTS)
def show(visit_id: int) -> ResponseReturnValue:
    """One visit with its inspections and notices."""
    person = current_person()
    visit = _visit(visit_id, Act.SEE_CONTRACTS)
    with reading() as session:
        every = visit_notices.of_visit(session, visit_id)
        notices = [one for one in every if is_for(session, one.facts, person.scope)]
        enters = arranged_visits.one(session, visit_id, person.scope_of(Act.ENTER)) is not None
    return render_template(
        "visits/show.html",
        visit=visit,
        said=visit.arrangement,
        notices=notices,
        enters=enters and visit.called_off is None,
        takes_away=person.may(Act.TAKE_AWAY),
        inspection_columns=INSPECTIONS,
        notice_columns=NOTICES,
    )


@room.route("/<int(max=2147483647):visit_id>/change", methods=["GET", "POST"])
@allowed(Act.ENTER)
def change(visit_id: int) -> ResponseReturnValue:
    """Another day, place, people, or other inspections."""
    person = current_person()
    visit = _visit(visit_id, Act.ENTER)
    if visit.called_off is not None:
        return see_other("visits.show", visit_id=visit_id)
    form = VisitForm(seen=str(visit.sequence))
    if request.method == "GET":
        form.show(visit.arrangement)
        return _form_page(form, _choice(visit, person), _names(visit.inspections), visit)
    chosen = request.form.getlist("inspections")
    said = form.arrangement() if form.validate_on_submit() else None
    if said is not None and (answer := _change(form, visit_id, chosen, said, person)):
        return answer
    return _form_page(form, _choice(visit, person), chosen, visit)


def _change(
    form: VisitForm, visit_id: int, chosen: Sequence[str], said: Arrangement, person: Person
) -> ResponseReturnValue | None:
    """Goes on to the visit; None where something is wrong, which the form says then."""
    seen = _number(form.seen.data)
    try:
        changed = change_visit(
            visit_id, set(chosen), said, seen=seen, by=person, at=now(), address=address()
        )
    except ArrangementError as refused:
        form.say(refused.wrong)
        return None
    except VisitChangedMeanwhileError as quicker:
        form.seen.data = str(quicker.newest.sequence)
        form.refuse(_told(quicker.newest))
        return None
    except NoSuchVisitError:
        abort(404)
    flash("訪問を変えました。" if changed else "変わったところがないため、そのままです。", "done")
    return see_other("visits.show", visit_id=visit_id)


@room.route("/<int(max=2147483647):visit_id>/call-off", methods=["GET", "POST"])
@allowed(Act.ENTER)
def call_off(visit_id: int) -> ResponseReturnValue:
    """The visit does not take place."""
    person = current_person()
    visit = _visit(visit_id, Act.ENTER)
    form = CallOffForm(seen=str(visit.sequence))
    if form.validate_on_submit():
        reason, seen = form.reason.data or "", _number(form.seen.data)
        try:
            call_off_visit(visit_id, reason, seen=seen, by=person, at=now(), address=address())
        except ArrangementError as refused:
            form.refuse(str(refused))
        except VisitChangedMeanwhileError as quicker:
            form.seen.data = str(quicker.newest.sequence)
            form.refuse(_told(quicker.newest))
        except NoSuchVisitError:
            abort(404)
        else:
            flash("訪問を取りやめました。調査の予定日は、そのまま残っています。", "done")
            return see_other("visits.show", visit_id=visit_id)
    return render_template("visits/call_off.html", visit=visit, said=visit.arrangement, form=form)


def _visit(visit_id: int, act: Act) -> ArrangedVisit:
    with reading() as session:
        found = arranged_visits.one(session, visit_id, current_person().scope_of(act))
    return found or abort(404)


def _first(person: Person) -> tuple[Planned | None, int | None]:
    """The inspection that the address names, or the visit that it is on already."""
    asked = Asked(request.args)
    year = asked.fiscal_year("year") or FiscalYear.of(today())
    branch = asked.number("branch", "枝番", 0, 999) or 0
    named = (asked.text("contract"), branch, year, person.scope_of(Act.ENTER))
    with reading() as session:
        first = visit_list.planned_of(session, *named)
        return first, None if first else visit_list.arranged_for(session, *named)


def _offered(contractor_id: int, person: Person) -> list[Planned]:
    with reading() as session:
        return visit_list.offered(session, contractor_id, person.scope_of(Act.ENTER))


def _choice(visit: ArrangedVisit, person: Person) -> list[Planned]:
    """What is on the visit, then what else may be put on it."""
    own = [Planned(one, visit.contractor, visit.contractor_id, "") for one in visit.inspections]
    return [*own, *_offered(visit.contractor_id, person)]


def _belongs(one: Planned, first: Planned) -> bool:
    same = one.inspection.key == first.inspection.key
    return same or is_near(one.inspection.planned_on, first.inspection.planned_on)


def _proposed(first: Planned, person: Person) -> Arrangement:
    return Arrangement(
        first.inspection.planned_on or today(),
        officers=first.officers or person.name,
        preparation=PREPARATION,
        contact=first.inspection.department,
    )


def _names(inspections: Sequence[VisitInspection]) -> list[str]:
    return [one.name for one in inspections]


def _form_page(
    form: VisitForm,
    offered: Sequence[Planned],
    chosen: Sequence[str],
    visit: ArrangedVisit | None = None,
) -> str:
    contractor = visit.contractor if visit else next(_contractors(offered), "")
    return render_template(
        "visits/form.html",
        form=form,
        offered=offered,
        chosen=set(chosen),
        visit=visit,
        contractor=contractor,
    )


def _contractors(offered: Sequence[Planned]) -> Iterator[str]:
    return (one.contractor for one in offered if one.contractor)


def _told(newest: ArrangedVisit) -> str:
    """How the visit stands now, and that sending once more replaces that."""
    said = newest.arrangement
    return (
        f"入力している間に、{newest.changed_by} さんがこの訪問を変えました。いまは "
        f"{_when(said.held_on, said.hours)}、場所「{said.place or '未定'}」、"
        f"調査者「{said.officers or '未定'}」です。"
        "入力した内容でよければ、もう一度押してください。"
    )


def _when(day: date, hours: str) -> str:
    return f"{day.year}年{day.month}月{day.day}日 {hours or '時刻未定'}"


def _number(text: object) -> int:
    """A number that the page had put there; nonsense is one that nothing has."""
    said = str(text or "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else -1
