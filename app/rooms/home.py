"""やること: what is overdue, what may be a violation, what is due soon, and what is awaited."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TypeVar

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.acts.city import (
    CONFIRM_BY_TWO,
    RETENTION_YEARS,
    RETENTION_YEARS_SENSITIVE,
    YES,
    several_values,
)
from app.acts.retention import waiting_for
from app.acts.second_pair import SecondPair, waiting_for_two
from app.clock import today
from app.records import contract_list, report_tasks, tasks, violation_list
from app.records.consent_tasks import ConsentTask
from app.records.contract_list import Wanted
from app.records.council_tasks import AdviceTask, CheckTask
from app.records.database import reading
from app.records.exception_tasks import ExceptionTask
from app.records.first_series import WantedTasks
from app.records.incident_tasks import IncidentTask, incident_tasks
from app.records.people import Person
from app.records.plan_tasks import PlanTask
from app.records.report_tasks import ReportTask
from app.records.retention_list import RetentionTab
from app.records.scope import NOTHING, Scope
from app.records.task import Pile, TaskPile
from app.records.violation_list import ViolationLine, WantedViolations
from app.web.council_task_lines import advice_line, check_line
from app.web.deeds import warning_words
from app.web.navigation import FIGURES, is_there, remember_city_name
from app.web.permissions import allowed, current_person
from app.web.table import Column
from app.web.task_lines import Lines, TaskLine, opened, with_children
from audits.due import State
from audits.kind import KIND_RULES, Kind
from audits.lifecycles.report import ReportAct
from audits.retention import RetentionRule
from audits.roles import Act
from audits.rule import Level

room = Blueprint("home", __name__)
MOST_ROWS = 20
MOST_ROWS_OF_CITY = 10
DAYS = "月火水木金土日"
BY_ANOTHER = "照合を終えた消去証明書です。照合した人と別の人が、消去を確認します。"
CONFIRM_BEFORE = "必要な事項を確認すると、所属長が決定します。開始日の早い順です。"
DECIDE_SOON = "決めるまで、個人情報保護委員会への報告の期限が数えられません。"
# From the year's last quarter, until the last of the late ones is made.
MONTHS_OF_RENEWAL = (1, 2, 3, 4)
DISPOSE = "保存期限が過ぎた契約です。二人が確認すると、全部を廃棄します。"
APPROVE_PLAN = "予定日を見て、所管課の日程を承認します。"
ANSWER_ADVICE = "助言者の助言に、担当課の対応がまだ入っていません。"
CHECK_SAFEGUARDS = "契約のない外部結合の保護対策のうち、今年度の実施を確かめていないものです。"
RETENTION = (RETENTION_YEARS, RETENTION_YEARS_SENSITIVE)
HEADS = ("状態", "期限", "すること", "契約")

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Group:
    """One of the four groups: its sign, its word, why its rows are there, and the way to all."""

    mark: str
    tone: str
    words: str
    why: str
    count: int
    lines: list[TaskLine]
    more: str = ""
    named: str = ""  # where its mark is another group's as well

    @property
    def anchor(self) -> str:
        return self.named or self.mark

    @property
    def urgent(self) -> bool:
        return self.tone == "red"


@dataclass(frozen=True, slots=True)
class Morning:
    """Everything that one person is shown on one day."""

    person: Person
    on: date
    contracts: int
    piles: Mapping[Pile, TaskPile]
    rows: Mapping[Pile, list[TaskLine]]
    violations: list[ViolationLine]
    violation_count: int
    waiting: Sequence[SecondPair] = ()
    reports: Mapping[ReportAct, Sequence[ReportTask]] = field(default_factory=dict)
    consents: Sequence[ConsentTask] = ()
    incidents: Sequence[IncidentTask] = ()
    exceptions: Sequence[ExceptionTask] = ()
    plans: Sequence[PlanTask] = ()
    advices: Sequence[AdviceTask] = ()
    checks: Sequence[CheckTask] = ()
    to_confirm: int = 0
    to_dispose: int = 0
    whole: Collection[str] = ()  # the groups that the address asks for to their last row

    @property
    def lines(self) -> Lines:
        """Makes this person's rows."""
        waiting = {
            (one.certificate.contract_id, one.certificate.branch, one.certificate.number): one
            for one in self.waiting
        }
        return Lines(self.person, self.on, self.city, waiting)

    @property
    def city(self) -> bool:
        """Whether it is the city's, for somebody without a department."""
        return not self.person.departments

    @property
    def whose(self) -> str:
        names = self.person.departments
        if not names:
            return "市全体"
        return names[0] if len(names) == 1 else f"{names[0]}ほか{len(names) - 1}課"


@room.get("/")
@allowed(Act.SEE_HOME)
def index() -> ResponseReturnValue:
    """Four groups, each with why it is there; the whole lists are a link away."""
    person, on = current_person(), today()
    found = _morning(person, on)
    groups = list(_groups(found))
    beside = "所管課" if found.city else "受託者"
    return render_template(
        "home/index.html",
        found=found,
        groups=groups,
        weekday=DAYS[on.weekday()],
        columns=[*(Column(words) for words in (*HEADS, beside, "操作"))],
        sees_contracts=person.may(Act.SEE_CONTRACTS),
        figures=_figures(found),
        renews=person.may(Act.ENTER) and on.month in MONTHS_OF_RENEWAL,
    )


def _morning(person: Person, on: date) -> Morning:
    scope, city = _scope(person), not person.departments
    most = MOST_ROWS_OF_CITY if city else MOST_ROWS
    broken = WantedViolations(on, Level.VIOLATION)
    with reading() as session:
        piles = tasks.task_piles(session, WantedTasks(on, most, main_first=city), scope)
        shown = [task for pile in piles.values() for task in pile.tasks]
        series = list(opened(shown, request.args.getlist("open")))
        items = tasks.items_of(session, series, on, scope)
        violations = violation_list.violation_lines(session, broken, scope, offset=0, limit=most)
        count = len(violations)
        if count == most:  # there may be more than are shown
            count = violation_list.count_violations(session, broken, scope)
        contracts = contract_list.count_contracts(session, Wanted(on), scope)
        by_two, name, *years = several_values(session, CONFIRM_BY_TWO, "city_name", *RETENTION)
        enters, is_asked = person.scope_of(Act.ENTER), person.may(Act.ENTER) and by_two == YES
        waiting = waiting_for_two(session, person, on, enters) if is_asked else []
        decides = person.scope_of(Act.APPROVE_INSPECTION_REPORT)
        approves = person.scope_of(Act.APPROVE_PLAN)
        tasks_of_people = report_tasks.waiting_tasks(session, enters, decides, on, approves)
        incidents = incident_tasks(session, scope if person.may(Act.SEE_CONTRACTS) else NOTHING)
        rule = RetentionRule(*map(int, years))
        first, second = waiting_for(session, person, on, rule)
    remember_city_name(name)
    found = Morning(
        person,
        on,
        contracts,
        piles,
        {},
        violations,
        count,
        waiting,
        tasks_of_people.reports,
        tasks_of_people.consents,
    )
    found = replace(
        found,
        incidents=incidents,
        exceptions=tasks_of_people.exceptions,
        plans=tasks_of_people.plans,
        advices=tasks_of_people.advices,
        checks=tasks_of_people.checks,
        to_confirm=first,
        to_dispose=second,
        whole=request.args.getlist("whole"),
    )
    lines = found.lines
    rows = {which: with_children(pile.tasks, items, lines) for which, pile in piles.items()}
    return replace(found, rows=rows)


def _figures(found: Morning) -> str:
    """The way to the figures of the city, for whoever may see them; blank for others."""
    sees = found.city and found.person.may(FIGURES.act) and is_there(FIGURES)
    return url_for(FIGURES.endpoint) if sees else ""


def _scope(person: Person) -> Scope:
    """The own departments' contracts, even for somebody who may also look at all others."""
    if person.departments:
        return Scope(everything=False, departments=frozenset(person.departments))
    return person.scope


def _groups(found: Morning) -> Iterator[Group]:
    yield _late(found)
    yield from _incidents(found)
    yield _broken(found)
    yield from _reports(found)
    yield from _plans(found)
    yield from _consents(found)
    yield from _exceptions(found)
    yield from _disposals(found)
    yield _pile_group(
        found,
        Pile.DUE_SOON,
        ("soon", "amber", "期限間近", warning_words()),
        _list(found, State.DUE_SOON),
    )
    yield from _of_council(found)
    yield from _by_another(found)
    yield _pile_group(
        found,
        Pile.AWAITED,
        ("waiting", "ink2", "返事待ち", "こちらの手は離れています。期限が近づくと上に移ります。"),
        _list(found, State.PLANNED),
    )


def _late(found: Morning) -> Group:
    why = "期限を過ぎ、まだ終わっていません。"
    why += "主な種別を先に、古い順に並べています。" if found.city else ""
    look = ("overdue", "red", "期限超過", why)
    return _pile_group(found, Pile.OVERDUE, look, _list(found, State.OVERDUE))


def _incidents(found: Morning) -> Iterator[Group]:
    """事故: whether they are reported to the commission is to be decided within days."""
    if found.incidents:
        lines = [found.lines.of_incident(one) for one in found.incidents[:MOST_ROWS]]
        more = len(found.incidents) > len(lines)
        href = url_for("incidents.index", which="undecided") if more else ""
        look = ("failed", "red", "報告の要否が未決定の事故", DECIDE_SOON)
        yield Group(*look, len(found.incidents), lines, href, "incidents")


def _by_another(found: Morning) -> Iterator[Group]:
    """What waits for a second person although its date is far, or none is kept of it.

    The others stand where their date puts them.
    """
    warning = KIND_RULES[Kind.ERASURE_CONFIRMATION].warning_days
    far = [
        one
        for one in found.waiting
        if one.certificate.due_on is None or (one.certificate.due_on - found.on).days > warning
    ]
    if far:
        lines = [found.lines.of_second_pair(one) for one in far[:MOST_ROWS]]
        more = url_for("data.certificates") if len(far) > MOST_ROWS else ""
        yield Group("partial", "ink2", "確認待ち", BY_ANOTHER, len(far), lines, more)


def _reports(found: Morning) -> Iterator[Group]:
    """報告書: what came back to the officer, and what waits for the manager."""
    looks = {
        ReportAct.RETURN: ("failed", "red", "報告書の差戻し", "直して、もう一度提出してください。"),
        ReportAct.SUBMIT: (
            "check",
            "amber",
            "報告書の承認待ち",
            "内容を見て、承認するか差し戻します。",
        ),
    }
    for act, tasks_here in found.reports.items():
        if tasks_here:
            anchor = f"reports-{act.value}"
            yield _in_whole(found, looks[act], tasks_here, found.lines.of_report, anchor)


def _plans(found: Morning) -> Iterator[Group]:
    """日程の承認: the year's plan of an own department, new or changed since it was approved."""
    if found.plans:
        look = ("check", "amber", "日程の承認待ち", APPROVE_PLAN)
        yield _in_whole(found, look, found.plans, found.lines.of_plan, "plans")


def _consents(found: Morning) -> Iterator[Group]:
    """承諾の申請: for the manager to decide, for the officer to confirm what is needed before."""
    if found.consents:
        decides = found.person.may(Act.DECIDE_CONSENT)
        why = "申請を見て、承諾するかどうかを決めます。" if decides else CONFIRM_BEFORE
        lines = [found.lines.of_consent(one) for one in found.consents[:MOST_ROWS]]
        count = len(found.consents)
        more = url_for("consents.index") if count > len(lines) else ""
        yield Group("check", "amber", "再委託の承諾待ち", why, count, lines, more, "consents")


def _exceptions(found: Morning) -> Iterator[Group]:
    """例外の承諾: requests to decide on, and copies of which somebody has to see that they went."""
    if found.exceptions:
        why = "決定を待つ申請と、期間が終わって返却・消去が未確認の写しです。"
        look = ("check", "amber", "例外の承諾", why)
        yield _in_whole(found, look, found.exceptions, found.lines.of_exception, "exceptions")


def _of_council(found: Morning) -> Iterator[Group]:
    """審議会: advice to be answered, and what no visit asks about and nobody has checked."""
    advice = partial(advice_line, on=found.on, city=found.city)
    check = partial(check_line, city=found.city)
    if found.advices:
        look = ("check", "amber", "助言への対応待ち", ANSWER_ADVICE)
        yield _in_whole(found, look, found.advices, advice, "advices")
    if found.checks:
        look = ("unseen", "ink2", "実施の確認", CHECK_SAFEGUARDS)
        yield _in_whole(found, look, found.checks, check, "safeguards")


def _in_whole(
    found: Morning,
    look: tuple[str, str, str, str],
    waiting: Sequence[One],
    line_of: Callable[[One], TaskLine],
    anchor: str,
) -> Group:
    """A group that no list elsewhere has as it is: this page shows the rest of it when asked."""
    shown = waiting if anchor in found.whole else waiting[:MOST_ROWS]
    lines = [line_of(one) for one in shown]
    more = url_for("home.index", whole=anchor, _anchor=anchor) if len(waiting) > len(lines) else ""
    return Group(*look, len(waiting), lines, more, anchor)


def _disposals(found: Morning) -> Iterator[Group]:
    """保存と廃棄: how many contracts wait for the first confirmation, or for the second."""
    counts = {
        RetentionTab.PROPOSED: found.to_confirm,
        RetentionTab.WAITING: found.to_dispose,
    }
    lines = [found.lines.of_disposals(tab, count) for tab, count in counts.items() if count]
    if lines:
        count = sum(counts.values())
        yield Group("check", "amber", "契約の廃棄の確認", DISPOSE, count, lines, "", "retention")


def _broken(found: Morning) -> Group:
    why = "事情を記録し、所属長が処理するまで残ります。"
    if found.person.may(Act.SETTLE_VIOLATION):
        why = "所属長の処理を待っています。理由を付けて処理するまで残ります。"
    lines = found.lines
    shown = [lines.of_violation(line) for line in found.violations]
    more = found.violation_count > len(shown)
    return Group(
        "violation",
        "red",
        "違反のおそれ",
        why,
        found.violation_count,
        shown,
        url_for("violations.index", level=Level.VIOLATION.value) if more else "",
    )


def _pile_group(found: Morning, which: Pile, look: tuple[str, str, str, str], more: str) -> Group:
    pile, rows = found.piles[which], found.rows[which]
    return Group(*look, pile.items, rows, more if pile.more else "")


def _list(found: Morning, state: State) -> str:
    """The whole list; whoever sees every department is led to the own one."""
    [*names] = found.person.departments
    own = names[0] if len(names) == 1 and found.person.scope.everything else None
    return url_for("due_items.index", state=state.value, department=own)
