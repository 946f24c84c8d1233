"""台帳にある承諾の申請: a request with its contract, as a person reaches it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.acts.paper_facts.consent_notice_facts import parents_of, tier_of_request
from app.records import consent_requests, dossier
from app.records.consent_requests import ConsentRequest
from app.records.dossier import Dossier
from app.records.filed import Values
from app.records.scope import Scope
from audits.engagement import PRIME_BRANCH
from audits.stage import Stage, stage_on
from checklists.clause_set import Subcontracting


class ConsentError(ValueError):
    """What cannot be done like this; `wrong`: (the field, blank for all of it; a sentence)."""

    def __init__(self, *wrong: tuple[str, str]) -> None:
        super().__init__("".join(sentence for _, sentence in wrong))
        self.wrong = wrong


class NoSuchRequestError(LookupError):
    """There is no such contract or request, or not for this person."""


class RequestChangedMeanwhileError(Exception):
    """Somebody else has changed the request, or decided on it."""

    def __init__(self, what: str = "この申請") -> None:
        super().__init__(
            f"画面を開いている間に、ほかの人が{what}を変えました。"
            "下の内容を確かめて、もう一度送ってください。"
        )


@dataclass(frozen=True, slots=True)
class ConsentCase:
    """A request and the contract that it belongs to."""

    dossier: Dossier
    request: ConsentRequest

    @property
    def number(self) -> str:
        return self.dossier.contract.number

    @property
    def values(self) -> Values:
        return self.request.values

    @property
    def is_forbidden(self) -> bool:
        return forbids(self.dossier, self.values["parent_branch"])

    @property
    def tier(self) -> int:
        return tier_of_request(self.dossier, self.values)

    @property
    def on_file(self) -> Values | None:
        """The subcontract on file that the request is about; None where it is not on file yet."""
        branch = self.values["branch"]
        return subcontract_of(self.dossier, branch) if branch is not None else None

    @property
    def seen(self) -> str:
        """Changes whenever anything about the request does, or about its subcontract on file."""
        on_file = self.on_file
        return self.request.seen if on_file is None else f"{self.request.seen}-{on_file['id']}"

    def refuse_unless(self, seen: str) -> None:
        """Raises RequestChangedMeanwhileError where the page showed something else."""
        if seen != self.seen:
            is_as_shown = seen.startswith(f"{self.request.seen}-")
            raise RequestChangedMeanwhileError("台帳の再委託" if is_as_shown else "この申請")

    @property
    def party(self) -> str:
        """Who hands the work on."""
        return party_words(self.dossier, self.values["parent_branch"])


def case_of(session: Session, contract: str, number: int, scope: Scope, on: date) -> ConsentCase:
    """Raises NoSuchRequestError."""
    found = contract_of(session, contract, scope, on)
    request = consent_requests.request_of(session, found.key, number)
    if request is None:
        raise NoSuchRequestError(contract)
    return ConsentCase(found, request)


def contract_of(session: Session, contract: str, scope: Scope, on: date) -> Dossier:
    """Raises NoSuchRequestError."""
    found = dossier.without_entries(session, contract, on, scope)
    if found is None:
        raise NoSuchRequestError(contract)
    return found


def forbids(found: Dossier, branch: int) -> bool:
    """Whether whoever has this part may hand nothing on at all."""
    clause_set = found.contract.engagement(branch).clause_set
    return clause_set.subcontracting is Subcontracting.FORBIDDEN


def branches_of(found: Dossier) -> Mapping[int, str]:
    """Every engagement of the contract by its branch, and who that is."""
    return {one.branch: party_words(found, one.branch) for one in found.contract.engagements}


def party_words(found: Dossier, branch: int) -> str:
    name = found.contract.engagement(branch).contractor or "未定"
    return f"受託者　{name}" if branch == PRIME_BRANCH else f"再委託先{branch}　{name}"


def subcontract_of(found: Dossier, branch: int) -> Values | None:
    """What is on file of a subcontract."""
    return next((one.values for one in found.subcontracts if one.branch == branch), None)


def next_branch(found: Dossier) -> int:
    return max((PRIME_BRANCH, *parents_of(found))) + 1


def refuse_when_closed(found: Dossier) -> None:
    if stage_on(found.contract, found.on) in (Stage.CLOSED, Stage.CAME_TO_NOTHING):
        raise ConsentError(("", "完了した契約と不成立の契約には、承諾の申請を登録できません。"))


def refuse_when_decided(request: ConsentRequest) -> None:
    if request.decided is not None:
        raise ConsentError(("", "この申請は、すでに決定されています。"))
