"""カレンダー: visits, planned inspections and due dates by month or week, and as iCalendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.acts.city import CALENDAR_FEED, YES, city_on_file, setting_value
from app.clock import now, today
from app.records import calendar_feeds, contract_list
from app.records.calendar_days import CalendarDays, WantedDays, calendar_days
from app.records.database import reading
from app.records.people import Person
from app.records.scope import Scope
from app.web.answers import see_other
from app.web.asked import Asked
from app.web.calendar_file import calendar_file
from app.web.calendar_grid import Shown, Span, Whose, shown, weeks
from app.web.navigation import Tab, city_name
from app.web.page_address import here
from app.web.permissions import allowed, current_person, open_to_all
from app.web.sessions import address
from app.workflows.calendar_feed import (
    FeedOffError,
    NoFeedError,
    TooManyFetchesError,
    end_feed,
    fetch_feed,
    renew_feed,
)
from audits.roles import Act
from config import Config

room = Blueprint("calendar", __name__, url_prefix="/calendar")
DUES: Mapping[Span, int] = {Span.MONTH: 3, Span.WEEK: 50}
DUES_IN_FILE = 50
BACK, AHEAD = timedelta(days=90), timedelta(days=400)
SPANS: Mapping[Span, str] = {Span.MONTH: "月", Span.WEEK: "週"}
WHOSE: Mapping[Whose, str] = {
    Whose.MINE: "自分の分",
    Whose.DEPARTMENT: "自分の課",
    Whose.ALL: "見られるすべて",
}
# A link says the day whole, in place of the boxes of the form.
NO_BOXES: Mapping[str, None] = {f"day-{part}": None for part in ("year", "month", "day")}
OFF = "カレンダーの配信は、市の設定で止められています。"


@dataclass(frozen=True, slots=True)
class View:
    """What the address asks for."""

    shown: Shown
    whose: Whose
    department: str


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def show() -> ResponseReturnValue:
    """This month of the own department, unless the address asks for something else."""
    asked, person = Asked(request.args), current_person()
    view = _view(asked, person)
    wanted = _wanted(view, person, DUES[view.shown.span])
    with reading() as session:
        found = calendar_days(session, wanted, _scope(view.whose, person))
        city = city_on_file(session)
        departments = contract_list.departments_seen(session, person.scope)
        feeds = setting_value(session, CALENDAR_FEED) == YES
    return render_template(
        "calendar/show.html",
        view=view,
        span_of=Span,
        weeks=weeks(view.shown, found, city.open_days),
        spans=[Tab(w, here(span=s.value), s is view.shown.span) for s, w in SPANS.items()],
        whose=[Tab(w, here(whose=o.value), o is view.whose) for o, w in _whose(person)],
        count=len(found.visits) + len(found.inspections) + sum(found.due_counts.values()),
        department_choices=[(name, name) for name in departments],
        boxes=asked.boxes("day", view.shown.day),
        problems=asked.problems,
        feeds=feeds,
        takes_away=person.may(Act.TAKE_AWAY),
        no_boxes=NO_BOXES,
        on=today(),
    )


@room.get("/file.ics")
@allowed(Act.TAKE_AWAY)
def file() -> ResponseReturnValue:
    """The days of a view as iCalendar."""
    person = current_person()
    view = _view(Asked(request.args), person)
    name = f"みとどけ {view.shown.title} {WHOSE[view.whose]}"
    content = _content(_wanted(view, person, DUES_IN_FILE), view.whose, person, name)
    safe = quote(f"{name}.ics", safe="")
    disposition = f"attachment; filename=\"calendar.ics\"; filename*=UTF-8''{safe}"
    return _calendar(content, {"Content-Disposition": disposition})


@room.route("/feed", methods=["GET", "POST"])
@allowed(Act.SEE_CONTRACTS)
def feed() -> ResponseReturnValue:
    """The own feed: its address is shown once, when it is made."""
    person = current_person()
    secret = ""
    if request.method == "POST":
        chosen = Asked(request.form).member("whose", Whose) or Whose.DEPARTMENT
        if request.form.get("end"):
            end_feed(person, at=now(), address=address())
            flash("配信を止めました。前のアドレスは、もう使えません。", "done")
            return see_other("calendar.feed")
        try:
            secret = renew_feed(person, chosen.value, at=now(), address=address())
        except FeedOffError:
            flash(OFF, "warning")
            return see_other("calendar.feed")
    with reading() as session:
        present = calendar_feeds.of_person(session, person.id)
        is_on = setting_value(session, CALENDAR_FEED) == YES
    return render_template(
        "calendar/feed.html",
        present=present,
        is_on=is_on,
        secret_address=_whole(url_for("calendar.fetch", secret=secret)) if secret else "",
        whose=_whose(person),
        chosen=present.whose if present else _usual(person).value,
        words={one.value: words for one, words in WHOSE.items()},
    )


@room.get("/feed/<secret>.ics")
@open_to_all
def fetch(secret: str) -> ResponseReturnValue:
    """A person's calendar for whoever knows the secret; nothing of it is noted anywhere."""
    try:
        found = fetch_feed(secret, at=now(), address=address())
    except NoFeedError:
        abort(404)
    except TooManyFetchesError as refused:
        return Response(status=429, headers={"Retry-After": str(refused.seconds)})
    whose = Whose(found.whose)
    on = today()
    wanted = _of(found.person, whose, WantedDays(on - BACK, on + AHEAD, on))
    wanted = replace(wanted, dues_a_day=DUES_IN_FILE)
    name = f"みとどけ {WHOSE[whose]}"
    return _calendar(_content(wanted, whose, found.person, name), {})


def _view(asked: Asked, person: Person) -> View:
    span = asked.member("span", Span) or Span.MONTH
    whose = asked.member("whose", Whose) or _usual(person)
    if whose is Whose.DEPARTMENT and not person.departments:
        whose = Whose.ALL
    return View(shown(span, asked.day("day", today())), whose, asked.text("department"))


def _usual(person: Person) -> Whose:
    return Whose.DEPARTMENT if person.departments else Whose.ALL


def _whose(person: Person) -> list[tuple[Whose, str]]:
    return [
        (one, words)
        for one, words in WHOSE.items()
        if one is not Whose.DEPARTMENT or person.departments
    ]


def _scope(whose: Whose, person: Person) -> Scope:
    """Never more than the person sees."""
    if whose is Whose.DEPARTMENT:
        return Scope(everything=False, departments=frozenset(person.departments))
    return person.scope


def _wanted(view: View, person: Person, dues: int) -> WantedDays:
    days = WantedDays(view.shown.first, view.shown.last, today(), department=view.department)
    return replace(_of(person, view.whose, days), dues_a_day=dues)


def _of(person: Person, whose: Whose, wanted: WantedDays) -> WantedDays:
    if whose is not Whose.MINE:
        return wanted
    return replace(wanted, named=person.name, arranged_by=person.actor)


def _content(wanted: WantedDays, whose: Whose, person: Person, name: str) -> bytes:
    with reading() as session:
        found: CalendarDays = calendar_days(session, wanted, _scope(whose, person), called_off=True)
    return calendar_file(
        found,
        name=f"{name}（{city_name()}）" if city_name() else name,
        at=now(),
        installation=_installation(),
        address=_page_of,
    )


def _page_of(what: str, which: str) -> str:
    if what == "visit":
        return _whole(url_for("visits.show", visit_id=int(which)))
    return _whole(url_for("contracts.show", number=which, view=what))


def _whole(path: str) -> str:
    """With the address as people type it, where the installation knows it."""
    return (_config().base_url or request.url_root.rstrip("/")) + path


def _installation() -> str:
    """Tells this city's events from another's; nobody works the key out from it."""
    return sha256(f"calendar {_config().secret_key}".encode()).hexdigest()[:16]


def _config() -> Config:
    config: Config = current_app.config["MITODOKE"]
    return config


def _calendar(content: bytes, headers: Mapping[str, str]) -> Response:
    return Response(content, mimetype="text/calendar", headers=dict(headers))
