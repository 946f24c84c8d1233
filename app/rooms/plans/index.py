"""日程の案: a day for every visit of the year that has none, registered singly or at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import Enum
from secrets import token_urlsafe

from flask import flash, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.filing.hand_entry import NotThereError
from app.acts.year_plan import AT_ONCE, PlanLine
from app.clock import now, today
from app.records.inspection_list import WantedInspections
from app.records.people import Person
from app.rooms.plans.room import (
    CALENDAR_COLUMNS,
    CHANGE_COLUMNS,
    LEFT_OPEN_COLUMNS,
    STATE_COLUMNS,
    is_whole,
    room,
)
from app.rooms.plans.rows import CHOOSE, ONLY, Row, chosen_in, day_box, rows
from app.rooms.plans.whole_year import whole_year
from app.rooms.plans.year import plan_of, year_of
from app.web.answers import go_on_to
from app.web.asked import Asked
from app.web.form import is_brought_back
from app.web.moments import moment
from app.web.permissions import allowed, current_person
from app.web.plan_calendar import calendar_of
from app.web.sessions import address
from app.web.table import Column
from app.workflows.plan_visits import Chosen, RefusedDayError, plan_visits
from audits.fiscal_year import FiscalYear
from audits.planning.approval import PlanStanding
from audits.roles import Act

MOST_ROWS = 200
COLUMNS = (
    Column("登録", "key"),
    Column("期限", "when"),
    Column("契約", "contract"),
    Column("調査先・所管課"),
    Column("予定日", "when"),
    Column("この日にしたわけとリスク"),
    Column("操作", "key"),
)
LOOK_AGAIN = "気をつけることのある予定日があります。よければ、もう一度登録を押してください。"
WHY_NEEDED = "理由の要る予定日があります。行の「理由」に入れてから、もう一度登録してください。"
QUICKER = "ほかの人が先に予定日を入れたため、登録しなかった調査があります："
NO_LONGER_KEPT = "前に作った案が古くなったため、登録しませんでした。案を作り直してください。"
NOTHING_CHOSEN = "日程を登録する行に印を付けてください。"
NOT_THERE = "選んだ契約のうち、登録できないものがありました。もう一度選んでください。"


class Order(Enum):
    """What stands first in the list."""

    DUE = "due"
    RISK = "risk"
    DAY = "day"


@room.get("")
@allowed(Act.SEE_DASHBOARD)
def index() -> ResponseReturnValue:
    """The visits without a date, each with a proposal; for others than departments to look at."""
    asked, person = Asked(request.args), current_person()
    if is_whole(asked, person):
        return whole_year(asked, person, _wanted(asked), AT_ONCE)
    return _answer(asked, person)


@room.post("")
@allowed(Act.ENTER, megabytes=2)
def register() -> ResponseReturnValue:
    """What is chosen gets its date."""
    return _answer(Asked(request.args), current_person())


def _answer(asked: Asked, person: Person) -> ResponseReturnValue:
    order, wanted = asked.member("order", Order) or Order.DUE, _wanted(asked)
    year = wanted.fiscal_year
    found = year_of(wanted, person.scope_of(Act.ENTER), person.id, AT_ONCE)
    plan = found.plan
    sent = request.form if request.method == "POST" else None
    shown = list(rows(plan, _ordered(plan.lines, order)[:MOST_ROWS], year, sent))
    problems = _said(shown, sent) if shown or not plan.beyond else _gone(sent)
    if sent is not None and not problems and _is_agreed(shown):
        try:
            chosen = list(chosen_in(shown, year))
            key = sent.get("form_key", "")
            made = plan_visits(chosen, key=key, by=person, at=now(), address=address())
        except NotThereError:
            problems = [NOT_THERE]
        except RefusedDayError as refused:
            problems = [str(refused)]
        else:
            _tell(made, sent)
            return go_on_to(request.full_path.rstrip("?"))
    elif not problems and any(row.notice for row in shown):
        problems = [LOOK_AGAIN]
    if sent is not None and shown:
        quicker = _quicker(sent, {row.name for row in shown})
        problems = [*filter(None, [quicker]), *problems]
    return render_template(
        "plans/index.html",
        rows=shown,
        total=plan.total,
        plan=plan,
        found=found,
        wanted=wanted,
        order=order,
        columns=COLUMNS,
        calendar_columns=CALENDAR_COLUMNS,
        calendar=calendar_of(year, plan.shown, [line.proposal for line in plan.lines]),
        state_columns=STATE_COLUMNS,
        left_open_columns=LEFT_OPEN_COLUMNS,
        change_columns=CHANGE_COLUMNS,
        standing_of=PlanStanding,
        weekly=plan.capacity.weekly,
        department_choices=[(name, name) for name in found.departments],
        problems=[*asked.problems, *problems],
        noticed=" ".join(_noticed(shown)),
        form_key=token_urlsafe(16),
        back=request.full_path.rstrip("?"),
        moment=moment,
    )


@room.get("/told-row")
@allowed(Act.ENTER)
def told_row() -> ResponseReturnValue:
    """What would be said of the day that is being typed in one row, the others as they stand."""
    asked, person = Asked(request.args), current_person()
    wanted, order = _wanted(asked), asked.member("order", Order) or Order.DUE
    plan = plan_of(wanted, person.scope_of(Act.ENTER), person.id, AT_ONCE)
    lines = _ordered(plan.lines, order)[:MOST_ROWS]
    name = request.args.get("name", "")
    as_proposed = {
        day_box(row): row.proposed for row in rows(plan, lines, wanted.fiscal_year, None)
    }
    sent = {**as_proposed, **request.args.to_dict(), ONLY: name}
    found = [row for row in rows(plan, lines, wanted.fiscal_year, sent) if row.name == name]
    return jsonify(
        sentences=[sentence for row in found for sentence in row.sentences],
        needs=any(row.causes for row in found),
    )


def _wanted(asked: Asked) -> WantedInspections:
    on = today()
    year = asked.fiscal_year("year") or FiscalYear.of(on)
    return WantedInspections(on, year, department=asked.text("department"))


def _ordered(lines: Sequence[PlanLine], order: Order) -> Sequence[PlanLine]:
    if order is Order.RISK:
        return sorted(lines, key=lambda line: -line.risk.points)
    if order is Order.DAY:
        return sorted(lines, key=lambda line: line.proposal.on or date.max)
    return lines


def _said(shown: Sequence[Row], sent: Mapping[str, str] | None) -> list[str]:
    """What keeps the rows from being registered; what is wrong in a row stands in it."""
    if sent is None:
        return []
    if not any(row.chosen for row in shown):
        return [NOTHING_CHOSEN]
    if any(row.wrong_why for row in shown):
        return [WHY_NEEDED]
    return ["予定日を直してください。"] if any(row.wrong for row in shown) else []


def _gone(sent: Mapping[str, str] | None) -> list[str]:
    """Rows were sent of a proposal that is kept no longer."""
    return [] if sent is None else [NO_LONGER_KEPT]


def _tell(planned: Sequence[Chosen], sent: Mapping[str, str]) -> None:
    if planned:
        flash(f"立入調査{len(planned)}件の日程を登録しました。", "done")
    quicker = _quicker(sent, {f"{one.contract} {one.branch}" for one in planned})
    if quicker:
        flash(quicker, "warning")


def _quicker(sent: Mapping[str, str], known: Collection[str]) -> str:
    """What was chosen and is no longer to be planned, as somebody else has done so meanwhile."""
    only = sent.get(ONLY)
    ticked = [name.removeprefix(CHOOSE) for name in sent if name.startswith(CHOOSE)]
    names = [only] if only else ticked
    gone = [name.rpartition(" ")[0][:60] for name in names if name not in known]
    return QUICKER + "、".join(dict.fromkeys(gone[:20])) if gone else ""


def _noticed(shown: Sequence[Row]) -> list[str]:
    """The days that are possible but odd: they are taken when somebody has looked at them."""
    return [f"{row.name} {row.typed}" for row in shown if row.notice]


def _is_agreed(shown: Sequence[Row]) -> bool:
    """Whether somebody has looked at these very rows; at what is only brought back nobody has."""
    return not is_brought_back() and request.form.get("noticed", "") == " ".join(_noticed(shown))
