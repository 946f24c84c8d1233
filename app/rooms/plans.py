"""日程: a day for every visit of the year that has none, proposed for all of them in one step."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from secrets import token_urlsafe

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.city import city_on_file
from app.acts.filing.hand_entry import NotThereError
from app.clock import now, today
from app.records import contract_list, unplanned_visits
from app.records.database import reading
from app.records.inspection_list import WantedInspections
from app.records.unplanned_visits import UnplannedVisit
from app.web.answers import go_on_to
from app.web.asked import Asked
from app.web.form import is_brought_back
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.web.table import Column
from app.workflows.plan_visits import Chosen, plan_visits
from audits.city import City
from audits.fiscal_year import FiscalYear
from audits.planning import Unplanned, by_month, propose
from audits.roles import Act
from audits.wareki import parse_date, short_wareki

room = Blueprint("plans", __name__, url_prefix="/plans")
MOST_ROWS = 200
COLUMNS = (
    Column("登録"),
    Column("期限", "when"),
    Column("契約", "contract"),
    Column("受託者・再委託先"),
    Column("所管課"),
    Column("予定日", "when"),
    Column("この日にしたわけ"),
)
NOT_A_DAY = "日付として読めません。R8.12.3 や 2026-12-3 のように入れてください。"
OUT_OF_YEAR = "この年度の日付にしてください。"
LOOK_AGAIN = "閉庁日や期限の後の日があります。よければ、もう一度登録を押してください。"
QUICKER = "ほかの人が先に予定日を入れたため、登録しなかった調査があります："
CHOOSE = "choose "
NOTHING_CHOSEN = "日程を登録する行に印を付けてください。"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One visit with the day proposed or typed, why, and what is wrong or to be noticed about it.

    `name`: what the row's boxes are called.
    """

    visit: UnplannedVisit
    name: str
    typed: str
    reason: str
    chosen: bool
    wrong: str = ""
    notice: str = ""


@room.route("", methods=["GET", "POST"])
@allowed(Act.ENTER)
def index() -> ResponseReturnValue:
    """The visits without a date, each with a proposal; what is ticked gets its date."""
    asked, person = Asked(request.args), current_person()
    scope, on = person.scope_of(Act.ENTER), today()
    year = asked.fiscal_year("year") or FiscalYear.of(on)
    wanted = WantedInspections(on, year, department=asked.text("department"))
    with reading() as session:
        city = city_on_file(session)
        visits = unplanned_visits.unplanned_visits(session, wanted, scope, MOST_ROWS)
        planned = unplanned_visits.planned_days(session, wanted, scope)
        departments = contract_list.departments_seen(session, scope)
    sent = request.form if request.method == "POST" else None
    lines = list(_lines(visits, planned, year, city, on, sent))
    chosen = list(_chosen(lines, year)) if sent is not None else []
    problem = "" if sent is None or any(line.chosen for line in lines) else NOTHING_CHOSEN
    if chosen and not any(line.wrong for line in lines) and _is_agreed(lines):
        try:
            key = request.form.get("form_key", "")
            made = plan_visits(chosen, key=key, by=person, at=now(), address=address())
        except NotThereError:
            problem = "選んだ契約のうち、登録できないものがありました。もう一度選んでください。"
        else:
            _tell(made, request.form)
            return go_on_to(request.full_path.rstrip("?"))
    quicker = _quicker(sent, {line.name for line in lines}) if sent is not None else ""
    if chosen and not problem and any(line.notice for line in lines):
        problem = LOOK_AGAIN
    return render_template(
        "plans/index.html",
        lines=lines,
        wanted=wanted,
        columns=COLUMNS,
        months=sorted(by_month(planned).items()),
        department_choices=[(name, name) for name in departments],
        problems=[*asked.problems, *filter(None, (quicker, problem))],
        noticed=" ".join(_noticed(lines)),
        form_key=token_urlsafe(16),
        on=on,
    )


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


def _noticed(lines: Sequence[PlanLine]) -> list[str]:
    """The days that are possible but odd: they are taken when somebody has looked at them."""
    return [f"{line.name} {line.typed}" for line in lines if line.notice]


def _is_agreed(lines: Sequence[PlanLine]) -> bool:
    """Whether somebody has looked at these very lines; at what is only brought back nobody has."""
    return not is_brought_back() and request.form.get("noticed", "") == " ".join(_noticed(lines))


def _lines(
    visits: Sequence[UnplannedVisit],
    planned: Sequence[date],
    year: FiscalYear,
    city: City,
    on: date,
    sent: Mapping[str, str] | None,
) -> Iterator[PlanLine]:
    owed = {_owed(visit, year): visit for visit in visits}
    for proposal in propose(owed, city.open_days, on=on, planned=planned):
        visit = owed[proposal.visit]
        name = f"{visit.contract} {visit.branch}"
        proposed = short_wareki(proposal.on) if proposal.on else ""
        if sent is None:
            chosen = proposal.on is not None
            yield PlanLine(visit, name, proposed, proposal.reason, chosen)
        else:
            typed = sent.get(f"day {name}", proposed)[:40]
            chosen = f"{CHOOSE}{name}" in sent
            wrong, notice = _judged(typed, visit, year, city) if chosen else ("", "")
            reason = proposal.reason if typed == proposed else ""
            yield PlanLine(visit, name, typed, reason, chosen, wrong, notice)


def _owed(visit: UnplannedVisit, year: FiscalYear) -> Unplanned:
    first = max(visit.starts_on, year.days.first)
    return Unplanned(visit.due_on, visit.contract, visit.branch, year.start, first)


def _judged(typed: str, visit: UnplannedVisit, year: FiscalYear, city: City) -> tuple[str, str]:
    """(what is wrong with the day, what to notice about it)."""
    day = parse_date(typed)
    if day is None:
        return NOT_A_DAY, ""
    if day not in year:
        return OUT_OF_YEAR, ""
    if day > visit.due_on:
        return "", f"期限（{short_wareki(visit.due_on)}）より後です。"
    return "", "閉庁日です。" if city.open_days.is_closed(day) else ""


def _chosen(lines: Sequence[PlanLine], year: FiscalYear) -> Iterator[Chosen]:
    for line in lines:
        day = parse_date(line.typed) if line.chosen and not line.wrong else None
        if day is not None:
            yield Chosen(line.visit.contract, line.visit.branch, year, day)
