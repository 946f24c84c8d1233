"""台帳にある例外の承諾: an exception with its contract, as a person reaches it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.acts.consent_on_file import ConsentError, NoSuchRequestError, contract_of, party_words
from app.records import exceptions
from app.records.dossier import Dossier
from app.records.exceptions import OnFile
from app.records.filed import Values
from app.records.scope import Scope
from audits.exception import CopyEnd, ExceptionKind, ExceptionState, ExceptionStep, steps_open
from audits.stage import Stage, stage_on


@dataclass(frozen=True, slots=True)
class ExceptionCase:
    """An exception and the contract that it belongs to."""

    dossier: Dossier
    on_file: OnFile

    @property
    def contract(self) -> str:
        return self.dossier.contract.number

    @property
    def number(self) -> int:
        return self.on_file.number

    @property
    def values(self) -> Values:
        return self.on_file.values

    @property
    def seen(self) -> str:
        """Changes whenever anything about it does."""
        return str(self.on_file.id)

    @property
    def state(self) -> ExceptionState:
        return self.on_file.exemption.state_on(self.dossier.on)

    @property
    def is_copy_out(self) -> bool:
        return self.on_file.exemption.is_copy_out_on(self.dossier.on)

    @property
    def copy_end(self) -> CopyEnd | None:
        return CopyEnd(self.values["copy_end"]) if self.values["copy_end"] else None

    @property
    def party(self) -> str:
        return party_words(self.dossier, self.values["branch"])

    @property
    def knows_exception(self) -> bool:
        return knows_exception(self.dossier, self.values["branch"], self.on_file.kind)

    @property
    def steps(self) -> Collection[ExceptionStep]:
        """After 完了 nothing but corrections."""
        steps = steps_open(self.on_file.decision, self.on_file.kind)
        return steps & {ExceptionStep.CORRECT} if is_closed(self.dossier) else steps


def case_of(session: Session, contract: str, number: int, scope: Scope, on: date) -> ExceptionCase:
    """Raises NoSuchRequestError."""
    found = contract_of(session, contract, scope, on)
    on_file = exceptions.exception_of(session, found.key, number)
    if on_file is None:
        raise NoSuchRequestError(contract)
    return ExceptionCase(found, on_file)


def knows_exception(found: Dossier, branch: int, kind: ExceptionKind) -> bool:
    """Whether a clause of this engagement forbids it unless 甲 consents."""
    clauses = found.contract.engagement(branch).clause_set.clauses
    return any(one.exception_by_consent for one in clauses if one.topic in kind.topics)


def is_closed(found: Dossier) -> bool:
    return stage_on(found.contract, found.on) in (Stage.CLOSED, Stage.CAME_TO_NOTHING)


def refuse_when_closed(found: Dossier) -> None:
    if is_closed(found):
        raise ConsentError(("", "完了した契約と不成立の契約には、例外の申請を登録できません。"))
