"""お試しの例外の承諾: what a contractor asked to be allowed, and a copy that nobody has seen go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.acts.excepting import StepSaid
from app.acts.exception_on_file import case_of
from app.demo.calendar import Calendar
from app.demo.jobs_schools import LIBRARY
from app.records import contract_list
from app.records.contract_list import Wanted
from app.records.database import reading
from app.records.people import Person, person_named
from app.workflows.handle_exception import register_exception, take_exception_step
from audits.consent import ConsentDecision
from audits.exception import ExceptionKind, ExceptionStep
from audits.roles import Act

MOST = 20


@dataclass(frozen=True)
class Exceptions:
    """One that has lapsed with its copy, one that runs, and one that waits for the manager.

    `font_dir`: None where no paper can be made yet, so that all of them wait.
    """

    calendar: Calendar
    at: datetime
    font_dir: Path | None

    def ask(self) -> None:
        """All of one contract, where it runs today."""
        for contract in self._running():
            lapsed = self._request(contract, self._of_copy())
            self._consent(contract, lapsed, 65, ("枚数を数え、使い終えた日に裁断する",))
            taken = self._request(contract, self._of_taking_out())
            self._consent(contract, taken, 3, ())
            self._request(contract, self._of_other_source())

    def _of_copy(self) -> Mapping[str, Any]:
        return {
            **self._asked(70, self.calendar.ago(60), self.calendar.ago(5)),
            "kind": ExceptionKind.COPYING.value,
            "what": "利用者一覧の写し（蔵書点検の照合用）",
            "count": 120,
            "reason": "点検の会場では端末が使えないため",
            "place": "本社 書庫",
        }

    def _of_taking_out(self) -> Mapping[str, Any]:
        return {
            **self._asked(6, self.calendar.ago(2), self.calendar.ahead(20)),
            "kind": ExceptionKind.TAKING_OUT.value,
            "what": "移動図書館で使う利用者一覧の持出し",
            "count": 43,
            "reason": "巡回先で貸出しの確認をするため",
            "place": "移動図書館の車内（施錠した鞄）",
        }

    def _of_other_source(self) -> Mapping[str, Any]:
        return {
            **self._asked(2, self.calendar.ahead(10), self.calendar.ahead(40)),
            "kind": ExceptionKind.OTHER_SOURCE.value,
            "what": "転校前の学校からの貸出しの記録の受取り",
            "reason": "返却の済んでいない本を引き継ぐため",
            "other_party": "転校前の学校",
        }

    def _asked(self, ago: int, first: date, last: date) -> dict[str, Any]:
        return {
            "branch": 0,
            "asked_on": self.calendar.ago(ago),
            "items": ["氏名", "学校名"],
            "media": ["紙"],
            "count": None,
            "other_party": "",
            "place": "",
            "safety": "2人で扱い、使わないときは施錠する",
            "starts_on": first,
            "ends_on": last,
        }

    def _request(self, contract: str, asked: Mapping[str, Any]) -> int:
        key = f"demo exception {asked['kind']}"
        by = self._person("school-officer")
        return register_exception(contract, asked, key=key, by=by, at=self.at)

    def _consent(self, contract: str, number: int, ago: int, conditions: tuple[str, ...]) -> None:
        if self.font_dir is None:
            return
        by = self._person("school-manager")
        decision = ConsentDecision.WITH_CONDITIONS if conditions else ConsentDecision.CONSENTED
        said = {
            "decision": decision.value,
            "decided_on": self.calendar.ago(ago),
            "decision_reason": "",
            "conditions": list(conditions),
            "document_number": "",
        }
        with reading() as session:
            scope = by.scope_of(Act.DECIDE_CONSENT)
            seen = case_of(session, contract, number, scope, self.calendar.on).seen
        step = StepSaid(ExceptionStep.DECIDE, said)
        key = f"demo decision {number}"
        take_exception_step(
            contract,
            number,
            step,
            seen=seen,
            key=key,
            font_dir=self.font_dir,
            by=by,
            at=self.at,
        )

    def _person(self, login: str) -> Person:
        with reading() as session:
            found = person_named(session, login, self.calendar.on)
        if found is None:
            raise LookupError(login)
        return found

    def _running(self) -> list[str]:
        """The number of the contract that runs today, where one does."""
        on, scope = self.calendar.on, self._person("school-officer").scope_of(Act.ENTER)
        wanted = Wanted(on, words=LIBRARY.title)
        with reading() as session:
            found = contract_list.contract_lines(session, wanted, scope, offset=0, limit=MOST)
        return [one.number for one in found if one.starts_on <= on <= one.ends_on][:1]
