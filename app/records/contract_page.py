"""契約の頁に載ること: one contract's dossier, and what only some views of its page ask besides."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from sqlalchemy.orm import Session

from app.records import (
    agreed,
    attachments,
    clause_answers,
    consent_requests,
    contract_council,
    contract_decisions,
    contract_modules,
    contract_neighbours,
    dossier,
    exceptions,
    paper_places,
)
from app.records.agreed import Agreed, Fact
from app.records.agreed_told import terms_told
from app.records.clause_answers import ClauseAnswers
from app.records.consent_requests import ConsentRequest
from app.records.contract_council import Advice, Connection
from app.records.contract_decisions import Excused, Settled
from app.records.contract_modules import SwitchedOn
from app.records.contract_neighbours import NONE, Neighbours
from app.records.dossier import Dossier
from app.records.entries import UnreadableEntryError
from app.records.exceptions import OnFile
from app.records.filed import Values
from app.records.scope import Scope


class Extra(Enum):
    """What a view asks for beyond the dossier."""

    NEIGHBOURS = "neighbours"
    DECISIONS = "decisions"
    COUNCIL = "council"
    MODULES = "modules"
    EVIDENCE = "evidence"
    CONSENTS = "consents"
    ANSWERS = "answers"
    EXCEPTIONS = "exceptions"
    AGREED = "agreed"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class ContractPage:
    """A contract as its page needs it; what was not asked for is empty.

    `unreadable`: the number of the entry because of which the whole record cannot be shown.
    """

    found: Dossier
    matters: Sequence[Values] = ()
    unreadable: int | None = None
    neighbours: Neighbours = NONE
    excuses: Sequence[Excused] = ()
    settlements: Sequence[Settled] = ()
    connections: Sequence[Connection] = ()
    advices: Sequence[Advice] = ()
    modules: Sequence[SwitchedOn] = ()
    files: Mapping[int, int] = field(default_factory=dict)
    places: Mapping[int, str] = field(default_factory=dict)
    requests: Sequence[ConsentRequest] = ()
    answers: ClauseAnswers = field(default_factory=dict)
    exceptions: Sequence[OnFile] = ()
    agreed: Agreed | None = None
    terms: Fact | None = None

    @property
    def clause_sets(self) -> Mapping[str, str]:
        """The short title of each."""
        return {key: one.short_title for key, one in self.found.clause_sets.items()}

    @property
    def own_matters(self) -> list[Values]:
        """Those that name the contract itself."""
        number = self.found.contract.number
        return [values for values in self.matters if number in values["contracts"]]


def contract_page(
    session: Session, number: str, on: date, scope: Scope, extras: Collection[Extra] = ()
) -> ContractPage | None:
    """None where there is no contract of this number in the scope."""
    found = dossier.without_entries(session, number, on, scope)
    if found is None:
        return None
    page = _with_council(session, ContractPage(found), whole=Extra.COUNCIL in extras)
    try:
        page = replace(page, found=dossier.with_entries(session, found))
    except UnreadableEntryError as error:
        page = replace(page, unreadable=error.number)
    if Extra.NEIGHBOURS in extras:
        previous = found.terms["previous_contract_number"]
        around = contract_neighbours.neighbours_of(session, number, previous, scope)
        page = replace(page, neighbours=around)
    page = _with_lists(session, page, extras)
    if Extra.DECISIONS in extras:
        page = replace(
            page,
            excuses=contract_decisions.excuses_of(session, found.key, on),
            settlements=contract_decisions.settlements_of(session, found.key, on),
        )
    return page


def _with_lists(session: Session, page: ContractPage, extras: Collection[Extra]) -> ContractPage:
    """What single views ask of a contract by its key."""
    found = page.found
    if Extra.MODULES in extras:
        page = replace(page, modules=contract_modules.switched_on(session, found.key))
    if Extra.CONSENTS in extras:
        page = replace(page, requests=consent_requests.requests_of(session, found.key))
    if Extra.TERMS in extras:
        page = replace(page, terms=terms_told(session, found.key, found.entries))
    if Extra.AGREED in extras:
        page = replace(page, agreed=agreed.agreed(session, found.key, found.entries))
    if Extra.EXCEPTIONS in extras:
        page = replace(page, exceptions=exceptions.exceptions_of(session, found.key))
    if Extra.ANSWERS in extras:
        page = replace(page, answers=clause_answers.clause_answers(session, found.key))
    if Extra.EVIDENCE in extras:
        page = replace(
            page,
            files=attachments.count_by_entry(session, found.key),
            places=paper_places.newest_words(session, found.key),
        )
    return page


def _with_council(session: Session, page: ContractPage, *, whole: bool) -> ContractPage:
    """The matters about the contract; `whole`: what is about its connections as well."""
    key, number = page.found.key, page.found.contract.number
    if not whole:
        return replace(page, matters=contract_council.matters_of(session, key, number))
    connections = contract_council.connections_of(session, number)
    numbers = [connection.number for connection in connections]
    return replace(
        page,
        matters=contract_council.matters_of(session, key, number, numbers),
        connections=connections,
        advices=contract_council.advices_of(session, key, connections),
    )
