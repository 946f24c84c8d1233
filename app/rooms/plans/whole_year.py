"""市全体の日程: the year's proposals and load of all departments, only to be looked at."""

from __future__ import annotations

from secrets import token_urlsafe

from flask import render_template

from app.records.inspection_list import WantedInspections
from app.records.people import Person
from app.rooms.plans.room import (
    CALENDAR_COLUMNS,
    CHANGE_COLUMNS,
    LEFT_OPEN_COLUMNS,
    STATE_COLUMNS,
)
from app.rooms.plans.rows import dangers
from app.rooms.plans.year import year_of
from app.web.asked import Asked
from app.web.moments import moment
from app.web.paging import Page
from app.web.plan_calendar import calendar_of
from app.web.table import Column
from audits.planning.approval import PlanStanding
from audits.roles import Act

ROWS = 100
COLUMNS = (
    Column("期限", "when"),
    Column("契約", "contract"),
    Column("調査先・所管課"),
    Column("案の日", "when"),
    Column("この日にしたわけとリスク"),
)


def whole_year(asked: Asked, person: Person, wanted: WantedInspections, at_once: int) -> str:
    """`at_once`: how many inspections nobody has to ask a job for."""
    scope = person.scope_of(Act.SEE_DASHBOARD)
    found = year_of(wanted, scope, person.id, at_once, whole=True)
    lines = found.plan.lines
    page = Page(asked.page(), ROWS, len(lines))
    return render_template(
        "plans/whole_year.html",
        found=found,
        plan=found.plan,
        lines=lines[page.offset : page.offset + ROWS],
        page=page,
        wanted=wanted,
        columns=COLUMNS,
        calendar=calendar_of(
            wanted.fiscal_year, found.plan.shown, [line.proposal for line in lines]
        ),
        calendar_columns=CALENDAR_COLUMNS,
        state_columns=STATE_COLUMNS,
        left_open_columns=LEFT_OPEN_COLUMNS[:-1],
        change_columns=CHANGE_COLUMNS,
        standing_of=PlanStanding,
        dangers=dangers,
        department_choices=[(name, name) for name in found.departments],
        enters=person.may(Act.ENTER),
        form_key=token_urlsafe(16),
        problems=asked.problems,
        moment=moment,
    )
