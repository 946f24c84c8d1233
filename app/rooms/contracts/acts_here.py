"""この契約でできること: the forms that each view leads to, for whoever may enter or decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.acts.closing import missing_of
from app.acts.decisions import facts_of
from app.records.dossier import Dossier
from app.records.due_items import DueOnDay
from app.records.people import Person
from app.records.violations import ViolationOnDay
from app.rooms.contracts.views import View
from app.web.deeds import DEEDS, EXPLAIN, PLANNED_VISIT
from app.web.entry_address import comparison_address, entry_address
from app.web.entry_deeds import Owed, entry_of
from app.web.page_address import address
from audits.due import OPEN_STATES, State
from audits.kind import Kind
from audits.roles import Act
from audits.rule import Level
from audits.stage import Stage, stage_on
from audits.words import folded

# View → (words, deed); what concerns one row stands beside that row instead.
OF_VIEWS: Mapping[View, tuple[tuple[str, str], ...]] = {
    View.OVERVIEW: (
        ("契約の内容を改める", "contract-change"),
        ("契約期間を変える", "contract-end"),
        ("取扱者の報告を登録", "handler"),
        ("認証を登録", "certification"),
        ("事故を登録", "incident"),
        ("不成立を記録", "came-to-nothing"),
    ),
    View.DUE: (("報告を求める", "request"), ("報告の受領を記録", "receipt")),
    View.INSPECTIONS: (("日程を決める", "plan"), ("指摘を登録", "finding")),
    View.DATA: (
        ("データの引渡しを記録", "handover"),
        ("返還・消去を記録", "disposal"),
        ("消去証明書の受領を記録", "certificate"),
        ("対象データなしを記録", "no-data"),
    ),
    View.SUBCONTRACTS: (("再委託を登録", "subcontract"),),
    View.COUNCIL: (("保護対策を登録", "safeguard"),),
    View.CHANGES: (
        ("契約の内容を改める", "contract-change"),
        ("契約期間を変える", "contract-end"),
    ),
    View.RECORD: (
        ("打合せを記録", "meeting"),
        ("その他を記録", "other"),
        ("記録を訂正", "note-change"),
    ),
}

AFTER_CLOSING = ("incident", "note-change", "contract-change")


@dataclass(frozen=True, slots=True)
class ActLink:
    """What can be done, and where."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class ActsHere:
    """What the person may do with this contract: enter as an officer, decide as its manager."""

    enters: bool
    decides: bool
    found: Dossier

    @property
    def number(self) -> str:
        return self.found.contract.number

    def of_view(self, view: View) -> Iterator[ActLink]:
        """The forms of the view, and for the manager the end of it all."""
        if self.enters:
            for words, deed in OF_VIEWS.get(view, ()):
                if self.adds or deed in AFTER_CLOSING:
                    yield ActLink(words, self._form(deed))
            if view is View.SUBCONTRACTS and self.adds:
                yield ActLink("承諾の申請を登録", self.consent_request())
            if view is View.OVERVIEW:
                follow = {"from": self.number}
                yield ActLink("次年度更新（次の契約を登録）", address("entries.contract", **follow))
        if self.decides and view is View.OVERVIEW:
            yield from self._closing()

    def _form(self, deed: str) -> str:
        """An incident has a room of its own; everything else is entered in the usual form."""
        if deed == "incident":
            return address("incidents.register", number=self.number)
        return entry_address(deed, self.number)

    def _closing(self) -> Iterator[ActLink]:
        stage = stage_on(self.found.contract, self.found.on)
        if stage is Stage.ENDED:
            yield ActLink("完了とする", address("decisions.close", number=self.number))
        if stage is Stage.CLOSED:
            yield ActLink("再開する", address("decisions.reopen", number=self.number))

    @property
    def adds(self) -> bool:
        """Whether anything new may be entered: after 完了 only what is wrong is put right."""
        return self.enters and stage_on(self.found.contract, self.found.on) is not Stage.CLOSED

    @property
    def is_complete(self) -> bool:
        """Whether the work is done and nothing is missing any more before 完了."""
        is_over = stage_on(self.found.contract, self.found.on) is Stage.ENDED
        return is_over and not missing_of(self.found)

    def of_item(self, item: DueOnDay) -> Iterator[ActLink]:
        """What fulfils an open due item, and what excuses it."""
        if item.state not in OPEN_STATES:
            return
        if self.enters:
            owed = self._owed(item)
            deed = PLANNED_VISIT if owed.planned_on else DEEDS[item.kind]
            yield ActLink(deed.words, entry_of(owed))
        if self.decides:
            named = {
                "number": self.number,
                "branch": item.branch,
                "kind": item.kind.value,
                "basis": item.basis,
                "occurrence": facts_of(item).occurrence,
            }
            if item.kind is not Kind.INSPECTION:
                yield ActLink("免除", address("decisions.waive", **named))
            if item.state is State.OVERDUE:
                yield ActLink("未実施", address("decisions.missed", **named))

    def of_violation(self, one: ViolationOnDay) -> Iterator[ActLink]:
        """The manager settles what is broken, an officer writes down how it came about.

        What is only to be checked, the officer ticks off as well.
        """
        if one.settled_on is not None:
            return
        if self.decides or (self.enters and one.level is not Level.VIOLATION):
            yield ActLink("処理を記録", self._settling(one))
        elif self.adds:
            back = address("contracts.show", number=self.number, view=View.DUE.value)
            yield ActLink(EXPLAIN, entry_address("other", self.number, one.branch, back=back))

    def _settling(self, one: ViolationOnDay) -> str:
        return address(
            "decisions.settle",
            number=self.number,
            branch=one.branch,
            rule=one.rule.value,
            basis=one.basis,
            since=one.since.isoformat(),
        )

    def entry(self, deed: str, branch: int = 0, key: str | None = None, **asked: str) -> str:
        """The form of a deed on a fact of this contract."""
        return entry_address(deed, self.number, branch, key=key, **asked)

    def consent_request(self, branch: int | None = None, parent: int | None = None) -> str:
        """Where a request for consent is put on file: of this subcontract, or of a new one."""
        return address("consents.new", number=self.number, branch=branch, parent=parent)

    def comparison(self, branch: int, certificate: str) -> str:
        """Where a certificate is compared and confirmed."""
        return comparison_address(self.number, branch, certificate)

    def sheet(self, branch: int, year: int, visit: int) -> str:
        """The check sheet of a visit."""
        return address(
            "check_sheets.show", number=self.number, branch=branch, year=year, round=visit
        )

    def _owed(self, item: DueOnDay) -> Owed:
        return Owed(
            item.kind,
            self.number,
            item.branch,
            item.basis,
            item.period,
            item.fiscal_year,
            self._planned(item),
        )

    def _planned(self, item: DueOnDay) -> date | None:
        """The day on which a visit of the item's year is planned that still waits."""
        if item.kind is not Kind.INSPECTION:
            return None
        for filed in self.found.inspections:
            values = filed.values
            same = (filed.branch, values["fiscal_year"]) == (item.branch, item.fiscal_year)
            if same and values["carried_out_on"] is None:
                planned: date | None = values["planned_on"]
                return planned or self.found.on
        return None


def acts_here(person: Person, found: Dossier) -> ActsHere:
    return ActsHere(
        enters=reaches(person, Act.ENTER, found),
        decides=reaches(person, Act.SETTLE_VIOLATION, found),
        found=found,
    )


def reaches(person: Person, act: Act, found: Dossier) -> bool:
    """Whether this contract is one of those with which the person may do this."""
    scope, terms = person.scope_of(act), found.terms
    names = {folded(name) for name in (terms["department"], *terms["co_departments"])}
    return scope.everything or not names.isdisjoint(map(folded, scope.departments))
