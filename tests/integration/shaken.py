"""揺すった台帳: the golden cases with other days, so that every list has something of each kind."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.acts.city import city_on_file
from app.records import editions, facts
from app.records.database import reading, transaction
from audits import duties
from audits.contract import Contract
from audits.due import DueItem
from audits.engagement import Engagement
from tests.integration.installation import GOLDEN_DAYS, Installation

DAYS = tuple(map(date.fromisoformat, GOLDEN_DAYS))
FIRST, LAST = date(2018, 1, 1), date(2027, 6, 30)


@dataclass(frozen=True)
class OnFile:
    """What the rules are told of the whole city, and what they say is owed."""

    contracts: Mapping[str, Contract]
    departments: Mapping[str, str]
    owed: list[DueItem]

    def engagements(self) -> Iterator[tuple[Contract, Engagement]]:
        for contract in self.contracts.values():
            for engagement in contract.engagements:
                yield contract, engagement


def on_file(installation: Installation) -> OnFile:
    with installation.app.app_context(), reading() as session:
        city, clause_sets = city_on_file(session), editions.clause_sets(session)
        ids = facts.contract_ids(session)
        found = [c for _, c in facts.contracts_on_file(session, ids, clause_sets)]
    owed = [item for contract in found for item in duties.due_items(contract, city)]
    rows = installation.rows(
        "SELECT number, department FROM contract_terms AS t JOIN contracts AS c"
        " ON c.id = t.contract_id WHERE is_current"
    )
    return OnFile({c.number: c for c in found}, dict(map(tuple, rows)), owed)


def days_to_try(draw: random.Random, count: int) -> list[date]:
    """The three golden days, the last of every fiscal year, and some others."""
    ends = (date(year, 3, 31) for year in range(FIRST.year, LAST.year + 1))
    return [
        *DAYS,
        *ends,
        *(FIRST + timedelta(draw.randrange((LAST - FIRST).days)) for _ in range(count)),
    ]


def shake(installation: Installation, draw: random.Random) -> None:
    """Moves, takes away and adds days of visits, findings, data and certificates at random."""
    with installation.app.app_context(), transaction() as session:
        for table, columns, may_be_none in _SHAKEN:
            rows = session.execute(text(f"SELECT * FROM {table} ORDER BY id")).all()  # noqa: S608
            for row in rows:
                for column in columns:
                    day = _other_day(row._mapping[column], draw, may_be_none)
                    change = f'UPDATE {table} SET "{column}" = :day WHERE id = :id'  # noqa: S608
                    session.execute(text(change), {"day": day, "id": row.id})
        _judge_anew(session, draw)
    assert installation.run("rebuild").exit_code == 0


_SHAKEN = (
    ("inspections", ("planned_on", "carried_out_on"), True),
    ("findings", ("answered_on", "put_right_on"), True),
    ("data_items", ("no_longer_needed_on",), True),
    ("disposals", ("on",), False),
    ("erasure_certificates", ("received_on",), False),
    ("erasure_certificates", ("confirmed_on",), True),
)


def _other_day(day: object, draw: random.Random, may_be_none: bool) -> str | None:
    if may_be_none and draw.random() < 0.35:
        return None
    if day is None:
        return (FIRST + timedelta(draw.randrange((LAST - FIRST).days))).isoformat()
    moved = date.fromisoformat(str(day)) + timedelta(draw.choice([-400, -40, 0, 0, 0, 40, 400]))
    return moved.isoformat()


def _judge_anew(session: Session, draw: random.Random) -> None:
    """Some visits were not concluded, some not made on site."""
    change = "UPDATE inspections SET judgement = :judgement, method = :method WHERE id = :id"
    for row in session.execute(text("SELECT id, judgement FROM inspections ORDER BY id")).all():
        values = {
            "judgement": None if draw.random() < 0.25 else row.judgement,
            "method": draw.choice(["on_site", "on_site", "on_site", "remote", "document"]),
            "id": row.id,
        }
        session.execute(text(change), values)
