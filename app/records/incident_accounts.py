"""事故の記載: what is said of an incident beside its days; each step is a new revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Code, Fact, one_current, one_of
from app.records.filed import Values
from app.records.incidents import IncidentRow
from audits.incident_handling import CauseBy, Happening, PersonsTold, Publication, PublicationWay
from audits.reportable import Answer

WORDS = (
    *("known_time", "notified_by", "notified_way", "received_by", "discovered_by"),
    *("course", "decision_reason", "decided_by", "preliminary_number", "final_number"),
    *("cause", "harm", "measures", "prevention_done", "prevention_planned", "other"),
    *("persons_words", "publication_words", "closing_words", "closed_by"),
)
CHOICES = ("happening", "cause_by", "persons_told", "publication", "publication_way")
CIRCUMSTANCES = ("sensitive", "property_damage", "improper", "my_number")
YES_OR_NO = ("is_suspected", "is_estimate", "is_overridden")
DAYS = ("decided_on", "persons_told_on", "published_on", "closed_on")
LISTS = ("items", "media", "visits", "findings")


class IncidentAccountRow(Fact):
    """Everything about an incident that its row in the workbook has no column for.

    `visits` (枝番/年度-回) and `findings` (枝番/年度-回-番号) name what the incident led to.
    """

    __tablename__ = "incident_accounts"
    __table_args__ = (
        UniqueConstraint("engagement_id", "number", "revision"),
        one_current("incident_accounts", "engagement_id", "number"),
        one_of("happening", Happening),
        one_of("cause_by", CauseBy),
        one_of("persons_told", PersonsTold),
        one_of("publication", Publication),
        one_of("publication_way", PublicationWay),
        *(one_of(name, Answer) for name in CIRCUMSTANCES),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "number",
        *WORDS,
        *CHOICES,
        *CIRCUMSTANCES,
        *YES_OR_NO,
        *DAYS,
        *LISTS,
    )

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"))
    number: Mapped[str] = mapped_column(Code)
    known_time: Mapped[str]
    notified_by: Mapped[str]
    notified_way: Mapped[str]
    received_by: Mapped[str]
    discovered_by: Mapped[str]
    course: Mapped[str]
    decision_reason: Mapped[str]
    decided_by: Mapped[str]
    preliminary_number: Mapped[str]
    final_number: Mapped[str]
    cause: Mapped[str]
    harm: Mapped[str]
    measures: Mapped[str]
    prevention_done: Mapped[str]
    prevention_planned: Mapped[str]
    other: Mapped[str]
    persons_words: Mapped[str]
    publication_words: Mapped[str]
    closing_words: Mapped[str]
    closed_by: Mapped[str]
    happening: Mapped[str | None] = mapped_column(Code)
    cause_by: Mapped[str | None] = mapped_column(Code)
    persons_told: Mapped[str | None] = mapped_column(Code)
    publication: Mapped[str | None] = mapped_column(Code)
    publication_way: Mapped[str | None] = mapped_column(Code)
    sensitive: Mapped[str] = mapped_column(Code)
    property_damage: Mapped[str] = mapped_column(Code)
    improper: Mapped[str] = mapped_column(Code)
    my_number: Mapped[str] = mapped_column(Code)
    is_suspected: Mapped[bool]
    is_estimate: Mapped[bool]
    is_overridden: Mapped[bool]
    decided_on: Mapped[date | None]
    persons_told_on: Mapped[date | None]
    published_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    items: Mapped[list[str]]
    media: Mapped[list[str]]
    visits: Mapped[list[str]]
    findings: Mapped[list[str]]


def nothing_said(number: str) -> dict[str, Any]:
    """The account of an incident of which nobody has said more than its row."""
    return {
        "number": number,
        **dict.fromkeys(WORDS, ""),
        **dict.fromkeys((*CHOICES, *DAYS)),
        **dict.fromkeys(CIRCUMSTANCES, Answer.UNKNOWN.value),
        **dict.fromkeys(YES_OR_NO, False),
        **{name: [] for name in LISTS},
    }


@dataclass(frozen=True, slots=True)
class FiledFact:
    """The newest revision of an incident, or of its account (`id` 0: there is none yet)."""

    id: int
    first_id: int
    revision: int
    values: Values
    written_by: str = ""


@dataclass(frozen=True, slots=True)
class OnFile:
    """An incident of an engagement with its account."""

    branch: int
    incident: FiledFact
    account: FiledFact

    @property
    def number(self) -> str:
        return str(self.incident.values["number"])

    @property
    def facts(self) -> Mapping[Any, Any]:
        """Both together (none but the number stands in both), and whether there is an account."""
        has_account = self.account.id != 0
        return {**self.account.values, **self.incident.values, "has_account": has_account}

    @property
    def seen(self) -> str:
        """Changes whenever anything about the incident does."""
        return f"{self.incident.id}-{self.account.id}"


def incident_of(session: Session, engagement_id: int, branch: int, number: str) -> OnFile | None:
    """The incident of this number, as it stands."""
    incident = _newest(session, IncidentRow, engagement_id, number)
    if incident is None:
        return None
    account = _newest(session, IncidentAccountRow, engagement_id, number)
    return OnFile(branch, incident, account or FiledFact(0, 0, 0, nothing_said(number)))


def is_dealt_with() -> ColumnElement[bool]:
    """Whether an incident has an account that nobody has closed; stands in a query of incidents."""
    account = IncidentAccountRow
    return exists().where(
        account.engagement_id == IncidentRow.engagement_id,
        account.number == IncidentRow.number,
        account.is_current,
        account.closed_on.is_(None),
    )


def accounts_of(session: Session, engagement_ids: list[int]) -> list[tuple[int, Values]]:
    """(engagement's id, account) of every account of these engagements."""
    row = IncidentAccountRow
    query = select(row).where(row.is_current, row.engagement_id.in_(engagement_ids))
    found = session.scalars(query.order_by(row.id))
    return [(one.engagement_id, {name: getattr(one, name) for name in row.FACTS}) for one in found]


def _newest(
    session: Session, table: type[Fact], engagement_id: int, number: str
) -> FiledFact | None:
    row: Any = table
    query = select(row).where(
        row.is_current, row.engagement_id == engagement_id, row.number == number
    )
    one = session.scalars(query).one_or_none()
    if one is None:
        return None
    values = {name: getattr(one, name) for name in table.FACTS}
    return FiledFact(one.id, one.first_id or one.id, one.revision, values, one.written_by)
