"""やることの行: tasks and violations as rows of one table, in the words of the page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from zlib import crc32

from app.acts.second_pair import SecondPair
from app.acts.sheet_of_visit import NamedVisit
from app.records.consent_tasks import ConsentTask
from app.records.exception_tasks import ExceptionTask
from app.records.incident_tasks import IncidentTask
from app.records.people import Person
from app.records.plan_tasks import PlanTask
from app.records.report_tasks import ReportTask
from app.records.retention_list import RetentionTab
from app.records.task import Item, Pile, Series, Task
from app.records.violation_list import ViolationLine
from app.web.deeds import (
    AWAITED,
    DEEDS,
    EXPLAIN,
    LOOK,
    PLANNED_VISIT,
    SETTLE,
    VIEWS_OF_RULES,
    WAITED_FOR,
    WHERE,
    Deed,
    about_words,
    which_words,
)
from app.web.entry_address import comparison_address, entry_address, finding_address
from app.web.entry_deeds import Owed, entry_of
from app.web.incident_address import incident_address, step_address
from app.web.named_visit import visit_address
from app.web.page_address import address
from audits.consent import ConsentPoint
from audits.fiscal_year import FiscalYear
from audits.incident_handling import IncidentStep
from audits.kind import Kind
from audits.roles import Act
from audits.wareki import short_wareki
from audits.wording import EXCEPTION_KIND, RULE

UNDECIDED, NOBODY = "未定", "—"
HOME = "/"
FOR_OTHERS, COMPARED = "ほかの方の確認待ち", "照合済み・確認待ち"
CONFIRM, SEE_COMPARISON = "消去を確認", "照合を見る"
NAMED_BY_PERIOD = frozenset({Kind.PERIODIC_REPORT, Kind.COMMITMENT})


Certificate = tuple[int, int, str]  # contract's id, branch, number


@dataclass(frozen=True, slots=True)
class ChildLine:
    """One item of an opened series."""

    state: str
    due_on: date
    what: str
    href: str


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A row: how it stands, what is to be done about which contract, and where.

    `key` is what `?open=` holds for a series; blank for a single item. `for_others`: the next act
    is another person's. `due_on` None: no date is kept of it.
    """

    state: str
    due_on: date | None
    since: bool
    what: str
    branch: int
    number: str
    title: str
    contract: str
    beside: str
    act: str
    href: str
    child_act: str = ""
    key: str = ""
    children: tuple[ChildLine, ...] = ()
    for_others: bool = False

    @property
    def about(self) -> str:
        """What tells the button of this row from the others for whoever cannot see the row."""
        branch = f"　枝番{self.branch}" if self.branch else ""
        return f"{self.number}{branch}　{self.what}"


@dataclass(frozen=True, slots=True)
class Lines:
    """Makes rows for one person on one day; `city`: who looks at it stands beside, not with whom.

    The contractor is known within a department; for the city it matters which department it is.
    `waiting`: what is compared and waits for a second person, by (contract's id, branch, number).
    """

    person: Person
    on: date
    city: bool
    waiting: Mapping[Certificate, SecondPair] = field(default_factory=dict)

    def of_task(self, task: Task, children: Sequence[Item] = ()) -> TaskLine:
        if task.kind is Kind.ERASURE_CONFIRMATION and task.basis is not None:
            waits = self.waiting.get((task.contract_id, task.branch, task.basis))
            if waits is not None:
                return self.of_second_pair(waits, self._state(task))
        deed = self._deed(task)
        series = task.items > 1
        words = f"{task.items}{deed.several}" if series and deed.several else deed.words
        enters = self.person.may(Act.ENTER)
        return TaskLine(
            state=self._state(task),
            due_on=task.due_on,
            since=series,
            what=_what(task),
            branch=task.branch,
            number=task.contract,
            title=task.title,
            contract=_address(task.contract),
            beside=self._beside(task.department, task.contractor),
            act=words if enters else LOOK,
            href=self._way(task, deed, task.occurrence, several=series),
            child_act=deed.words if enters else LOOK,
            key=key_of(task.series) if series else "",
            children=tuple(self._child(task, each) for each in children),
        )

    def of_second_pair(self, waits: SecondPair, state: str = "") -> TaskLine:
        """A certificate that is compared: for this person to confirm, or for somebody else."""
        one, others = waits.certificate, waits.for_others
        what = about_words(Kind.ERASURE_CONFIRMATION, one.number)
        return TaskLine(
            state=FOR_OTHERS if others else state or COMPARED,
            due_on=one.due_on,
            since=False,
            what=what if others else f"{what}　{COMPARED}",
            branch=one.branch,
            number=one.contract,
            title=one.title,
            contract=_address(one.contract),
            beside=self._beside(one.department, one.contractor),
            act=SEE_COMPARISON if others else CONFIRM,
            href=comparison_address(one.contract, one.branch, one.number, HOME),
            for_others=others,
        )

    def of_report(self, task: ReportTask) -> TaskLine:
        """A report that came back, or that waits to be approved."""
        year = FiscalYear(task.fiscal_year)
        who = task.by.rpartition("（")[0] or task.by
        said = f"　{who}：{task.comment}" if task.comment else f"　{who}から"
        named = NamedVisit(task.contract, task.branch, year, task.round)
        return TaskLine(
            state=f"{(self.on - task.on).days + 1:,}日目",
            due_on=task.on,
            since=True,
            what=f"立入調査結果報告書　{year.short_label}第{task.round}回{said}",
            branch=task.branch,
            number=task.contract,
            title=task.title,
            contract=_address(task.contract, "inspections"),
            beside=self._beside(task.department, task.contractor),
            act="報告書を開く",
            href=visit_address("reports.show", named),
        )

    def of_plan(self, task: PlanTask) -> TaskLine:
        """The plan of a department's year, which its manager approves on the page of the plan."""
        year = FiscalYear(task.fiscal_year)
        plan = address("plans.department", year=year.start, department=task.department)
        state = f"変更{task.changes:,}件" if task.changes else "未承認"
        return TaskLine(
            state=state,
            due_on=task.first_on,
            since=True,
            what=f"{year.short_label}の日程　予定{task.visits:,}件",
            branch=0,
            number=task.department,
            title=f"{task.department}の立入調査",
            contract=plan,
            beside=task.department if self.city else NOBODY,
            act="日程を見て承認",
            href=plan,
        )

    def of_disposals(self, tab: RetentionTab, count: int) -> TaskLine:
        """How many contracts wait on a tab of 保存と廃棄 for this person."""
        page = address("retention.index", which=tab.value)
        is_first = tab is RetentionTab.PROPOSED
        return TaskLine(
            state="第1の確認待ち" if is_first else "第2の確認待ち",
            due_on=None,
            since=False,
            what=f"保存期限が過ぎた契約　{count:,}件",
            branch=0,
            number=tab.value,
            title="保存と廃棄の一覧",
            contract=page,
            beside=NOBODY,
            act="確認に進む",
            href=page,
        )

    def of_consent(self, task: ConsentTask) -> TaskLine:
        """A request for consent: decided on by the manager, prepared by an officer."""
        days = (task.starts_on - self.on).days
        points, every = task.closed_points, len(ConsentPoint)
        said = "確認済み" if task.is_ready else f"確認 {points}／{every}"
        decides = self.person.may(Act.DECIDE_CONSENT)
        endpoint = "consents.decide" if decides and task.is_ready else "consents.show"
        return TaskLine(
            state=f"開始まで{days:,}日" if days > 0 else "開始日を過ぎた",
            due_on=task.starts_on,
            since=False,
            what=f"再委託の承諾の申請　{task.contractor}　{said}",
            branch=0,
            number=task.contract,
            title=task.title,
            contract=_address(task.contract, "subcontracts"),
            beside=self._beside(task.department, task.prime),
            act=("決定する" if decides else "申請を見る") if task.is_ready else "事項を確認",
            href=address(endpoint, number=task.contract, request=task.number),
        )

    def of_exception(self, task: ExceptionTask) -> TaskLine:
        """A request that the manager decides on, or a copy that somebody has to see go."""
        days, kind = (task.day - self.on).days, EXCEPTION_KIND[task.kind]
        decides = self.person.may(Act.DECIDE_CONSENT) and not task.is_copy_out
        act = "返却・消去を記録" if task.is_copy_out else "決定する" if decides else "申請を見る"
        endpoint = "copy" if task.is_copy_out else "decide" if decides else "show"
        waits = f"開始まで{days:,}日" if days > 0 else "開始日を過ぎた"
        what = f"{kind}の返却・消去の確認" if task.is_copy_out else f"{kind}の承諾の申請"
        return TaskLine(
            state=f"終了から{-days:,}日" if task.is_copy_out else waits,
            due_on=task.day,
            since=task.is_copy_out,
            what=f"{what}　{task.what}",
            branch=task.branch,
            number=task.contract,
            title=task.title,
            contract=_address(task.contract, "data"),
            beside=self._beside(task.department, task.contractor),
            act=act,
            href=address(f"exceptions.{endpoint}", number=task.contract, request=task.number),
        )

    def of_incident(self, task: IncidentTask) -> TaskLine:
        """An incident of which it is not decided whether it is reported; day 1 is the first."""
        enters, place = self.person.may(Act.ENTER), (task.contract, task.branch, task.number)
        decide = step_address(*place, IncidentStep.DECISION, HOME)
        return TaskLine(
            state=f"{(self.on - task.known_on).days + 1:,}日目",
            due_on=task.known_on,
            since=True,
            what=f"事故 {task.number}　{task.outline}",
            branch=task.branch,
            number=task.contract,
            title=task.title,
            contract=_address(task.contract),
            beside=self._beside(task.department, task.contractor),
            act="要否を決める" if enters else LOOK,
            href=decide if enters else incident_address(*place),
        )

    def of_violation(self, line: ViolationLine) -> TaskLine:
        return TaskLine(
            state=f"{(self.on - line.since).days + 1:,}日目",
            due_on=line.since,
            since=True,
            what=RULE[line.rule],
            branch=line.branch,
            number=line.contract,
            title=line.title,
            contract=_address(line.contract),
            beside=self._beside(line.department, line.contractor),
            act=self._act_on_violation(),
            href=self._way_of_violation(line),
        )

    def _way(self, task: Task, deed: Deed, occurrence: str, *, several: bool = False) -> str:
        """The form that deals with it; the contract's page where there is nothing to enter."""
        only_looks = task.pile is Pile.AWAITED or not self.person.may(Act.ENTER)
        if task.kind is Kind.CORRECTIVE_ACTION and task.basis and only_looks and not several:
            return finding_address("findings.show", task.contract, task.branch, task.basis)
        if several or only_looks:
            return _address(task.contract, deed.view)
        by_year = task.kind in (Kind.INSPECTION, Kind.TRAINING)
        owed = Owed(
            task.kind,
            task.contract,
            task.branch,
            task.basis,
            period=occurrence if task.kind in NAMED_BY_PERIOD else None,
            fiscal_year=int(occurrence) if by_year and occurrence.isdigit() else None,
            planned_on=task.planned_on,
        )
        return entry_of(owed, HOME)

    def _way_of_violation(self, line: ViolationLine) -> str:
        if self.person.may(Act.SETTLE_VIOLATION):
            return address(
                "decisions.settle",
                number=line.contract,
                branch=line.branch,
                rule=line.rule.value,
                basis=line.basis,
                since=line.since.isoformat(),
                back=HOME,
            )
        if self.person.may(Act.ENTER):
            return entry_address("other", line.contract, line.branch, back=HOME)
        return _address(line.contract, VIEWS_OF_RULES[line.rule])

    def _act_on_violation(self) -> str:
        if self.person.may(Act.SETTLE_VIOLATION):
            return SETTLE
        return EXPLAIN if self.person.may(Act.ENTER) else LOOK

    def _deed(self, task: Task) -> Deed:
        if task.pile is Pile.AWAITED:
            return AWAITED[task.kind]
        return PLANNED_VISIT if task.planned_on is not None else DEEDS[task.kind]

    def _state(self, task: Task) -> str:
        if task.pile is Pile.AWAITED and task.known_from is not None:
            return f"{(self.on - task.known_from).days + 1:,}日目"
        if task.pile is Pile.OVERDUE and task.items > 1:
            return f"{task.items}件超過"
        return self._days(task.pile, task.due_on)

    def _days(self, pile: Pile, due_on: date) -> str:
        if pile is Pile.OVERDUE:
            return f"{(self.on - due_on).days:,}日超過"
        return "今日まで" if due_on == self.on else f"あと{(due_on - self.on).days}日"

    def _child(self, task: Task, item: Item) -> ChildLine:
        words = which_words(task.kind, item.occurrence, item.due_on)
        return ChildLine(
            self._days(task.pile, item.due_on),
            item.due_on,
            words,
            self._way(task, self._deed(task), item.occurrence),
        )

    def _beside(self, department: str, contractor: str | None) -> str:
        return department if self.city else contractor or UNDECIDED


def key_of(series: Series) -> str:
    """What the address calls a series: the same tomorrow, and fit for the name of an element."""
    pile, contract_id, branch, kind, basis = series
    return f"{pile.value}-{contract_id}-{branch}-{kind.value}-{crc32((basis or '').encode()):x}"


def opened(tasks: Collection[Task], keys: Collection[str]) -> Iterator[Series]:
    """The series that the address opens."""
    if keys:
        yield from (t.series for t in tasks if t.items > 1 and key_of(t.series) in keys)


def with_children(
    tasks: Sequence[Task], found: Mapping[Series, Sequence[Item]], lines: Lines
) -> list[TaskLine]:
    """The rows of tasks, those that are opened with their items."""
    return [lines.of_task(task, found.get(task.series, ())) for task in tasks]


def _what(task: Task) -> str:
    words = about_words(task.kind, task.basis, task.text)
    if task.items > 1:
        return f"{words}　{task.items}件"
    if task.pile is Pile.AWAITED:
        return f"{words}　{WAITED_FOR[task.kind]}"
    if task.kind is Kind.INSPECTION:
        planned = task.planned_on
        return words + ("　未計画" if planned is None else f"　予定 {short_wareki(planned)}")
    which = which_words(task.kind, task.occurrence, task.due_on)
    return f"{words}　{which}" if which else words


def _address(number: str, view: str | None = None) -> str:
    return address(WHERE, number=number, view=view)
