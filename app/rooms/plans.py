"""日程: a day for every visit of the year that has none, proposed for all of them in one step."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from secrets import token_urlsafe

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.filing.hand_entry import NotThereError
from app.acts.year_plan import PlanLine, YearPlan, year_plan
from app.clock import now, today
from app.records import contract_list
from app.records.database import reading
from app.records.inspection_list import WantedInspections
from app.records.unplanned_visits import UnplannedVisit
from app.web.answers import go_on_to
from app.web.asked import Asked
from app.web.form import is_brought_back
from app.web.permissions import allowed, current_person
from app.web.plan_calendar import MONTHS, calendar_of
from app.web.sessions import address
from app.web.table import Column
from app.workflows.plan_visits import Chosen, plan_visits
from audits.fiscal_year import FiscalYear
from audits.planning.load import Load
from audits.planning.objection import objections
from audits.planning.owed import PlannedVisit
from audits.risk import Risk
from audits.roles import Act
from audits.wareki import parse_date, short_wareki
from audits.wording import DANGER, OBJECTION

room = Blueprint("plans", __name__, url_prefix="/plans")
MOST_ROWS = 200
COLUMNS = (
    Column("登録"),
    Column("期限", "when"),
    Column("契約", "contract"),
    Column("調査先・所管課"),
    Column("予定日", "when"),
    Column("この日にしたわけとリスク"),
)
CALENDAR_COLUMNS = (
    Column("所管課"),
    *(Column(f"{month}月", "number") for month in MONTHS),
    Column("計", "number"),
)
NOT_A_DAY = "日付として読めません。R8.12.3 や 2026-12-3 のように入れてください。"
OUT_OF_YEAR = "この年度の日付にしてください。"
LOOK_AGAIN = "気をつけることのある予定日があります。よければ、もう一度登録を押してください。"
QUICKER = "ほかの人が先に予定日を入れたため、登録しなかった調査があります："
CHOOSE = "choose "
NOTHING_CHOSEN = "日程を登録する行に印を付けてください。"


class Order(Enum):
    """What stands first in the list."""

    DUE = "due"
    RISK = "risk"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Row:
    """One visit with the day proposed or typed, why, and what is wrong or to be noticed about it.

    `name`: what the row's boxes are called.
    """

    visit: UnplannedVisit
    risk: Risk
    name: str
    typed: str
    reason: str
    chosen: bool
    wrong: str = ""
    notice: str = ""

    @property
    def dangers(self) -> str:
        """個人番号4、未是正の指摘2: what makes it risky."""
        return "、".join(f"{DANGER[one.danger]}{one.points}" for one in self.risk.reasons)


@room.route("", methods=["GET", "POST"])
@allowed(Act.ENTER)
def index() -> ResponseReturnValue:
    """The visits without a date, each with a proposal; what is ticked gets its date."""
    asked, person = Asked(request.args), current_person()
    scope, on = person.scope_of(Act.ENTER), today()
    year = asked.fiscal_year("year") or FiscalYear.of(on)
    order = asked.member("order", Order) or Order.DUE
    wanted = WantedInspections(on, year, department=asked.text("department"))
    with reading() as session:
        plan = year_plan(session, wanted, scope)
        departments = contract_list.departments_seen(session, scope)
    sent = request.form if request.method == "POST" else None
    rows = list(_rows(plan, _ordered(plan.lines, order)[:MOST_ROWS], year, sent))
    chosen = list(_chosen(rows, year)) if sent is not None else []
    problem = "" if sent is None or any(row.chosen for row in rows) else NOTHING_CHOSEN
    if chosen and not any(row.wrong for row in rows) and _is_agreed(rows):
        try:
            key = request.form.get("form_key", "")
            made = plan_visits(chosen, key=key, by=person, at=now(), address=address())
        except NotThereError:
            problem = "選んだ契約のうち、登録できないものがありました。もう一度選んでください。"
        else:
            _tell(made, request.form)
            return go_on_to(request.full_path.rstrip("?"))
    quicker = _quicker(sent, {row.name for row in rows}) if sent is not None else ""
    if chosen and not problem and any(row.notice for row in rows):
        problem = LOOK_AGAIN
    return render_template(
        "plans/index.html",
        rows=rows,
        total=len(plan.lines),
        wanted=wanted,
        order=order,
        orders=Order,
        columns=COLUMNS,
        calendar_columns=CALENDAR_COLUMNS,
        calendar=calendar_of(year, plan.shown, [line.proposal for line in plan.lines]),
        weekly=plan.capacity.weekly,
        department_choices=[(name, name) for name in departments],
        problems=[*asked.problems, *filter(None, (quicker, problem))],
        noticed=" ".join(_noticed(rows)),
        form_key=token_urlsafe(16),
        on=on,
    )


def _ordered(lines: Sequence[PlanLine], order: Order) -> Sequence[PlanLine]:
    if order is Order.RISK:
        return sorted(lines, key=lambda line: -line.risk.points)
    if order is Order.DAY:
        return sorted(lines, key=lambda line: line.proposal.on or date.max)
    return lines


def _tell(planned: Sequence[Chosen], sent: Mapping[str, str]) -> None:
    if planned:
        flash(f"立入調査{len(planned)}件の日程を登録しました。", "done")
    quicker = _quicker(sent, {f"{one.contract} {one.branch}" for one in planned})
    if quicker:
        flash(quicker, "warning")


def _quicker(sent: Mapping[str, str], known: Collection[str]) -> str:
    """What was ticked and is no longer to be planned, as somebody else has done so meanwhile."""
    ticked = [name.removeprefix(CHOOSE) for name in sent if name.startswith(CHOOSE)]
    gone = [name.rpartition(" ")[0][:60] for name in ticked if name not in known]
    return QUICKER + "、".join(dict.fromkeys(gone[:20])) if gone else ""


def _noticed(rows: Sequence[Row]) -> list[str]:
    """The days that are possible but odd: they are taken when somebody has looked at them."""
    return [f"{row.name} {row.typed}" for row in rows if row.notice]


def _is_agreed(rows: Sequence[Row]) -> bool:
    """Whether somebody has looked at these very rows; at what is only brought back nobody has."""
    return not is_brought_back() and request.form.get("noticed", "") == " ".join(_noticed(rows))


def _rows(
    plan: YearPlan, lines: Sequence[PlanLine], year: FiscalYear, sent: Mapping[str, str] | None
) -> Iterator[Row]:
    load = _load(plan, lines, sent)
    for line in lines:
        name, proposal = f"{line.visit.contract} {line.visit.branch}", line.proposal
        proposed = short_wareki(proposal.on) if proposal.on else ""
        if sent is None:
            chosen = proposal.on is not None
            yield Row(line.visit, line.risk, name, proposed, proposal.reason, chosen)
        else:
            typed = sent.get(f"day {name}", proposed)[:40]
            chosen = f"{CHOOSE}{name}" in sent
            is_own = chosen and typed != proposed
            wrong, notice = _judged(plan, line, typed, year, load) if is_own else ("", "")
            reason = proposal.reason if typed == proposed else ""
            yield Row(line.visit, line.risk, name, typed, reason, chosen, wrong, notice)


def _load(plan: YearPlan, lines: Sequence[PlanLine], sent: Mapping[str, str] | None) -> Load:
    """What is planned, and what of the proposals was left as it is."""
    kept = list(plan.planned)
    for line in lines if sent is not None else ():
        one, on = line.proposal.inspection, line.proposal.on
        typed = (sent or {}).get(f"day {one.contract} {one.branch}", "")
        if on is not None and typed == short_wareki(on):
            kept.append(PlannedVisit(on, one.department, one.party))
    return Load(plan.capacity, kept)


def _judged(
    plan: YearPlan, line: PlanLine, typed: str, year: FiscalYear, load: Load
) -> tuple[str, str]:
    """(what is wrong with a day of one's own, what to notice about it)."""
    day = parse_date(typed)
    if day is None:
        return NOT_A_DAY, ""
    if day not in year:
        return OUT_OF_YEAR, ""
    found = objections(line.proposal.inspection, day, plan.city.open_days, load)
    return "", "".join(OBJECTION[one] for one in found)


def _chosen(rows: Sequence[Row], year: FiscalYear) -> Iterator[Chosen]:
    for row in rows:
        day = parse_date(row.typed) if row.chosen and not row.wrong else None
        if day is not None:
            yield Chosen(row.visit.contract, row.visit.branch, year, day)
