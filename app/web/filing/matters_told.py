"""告げた付議: the matters of a contract, to choose in which of them a change was told."""

from __future__ import annotations

from collections.abc import Sequence

from app.records.contract_council import matters_of
from app.records.council_rows import Reading
from app.records.filed import Values
from app.web.filing.context import Option
from audits.wareki import short_wareki


def matters_told(session: Reading, contract_id: int, number: str) -> list[Option]:
    """Those of the contract."""
    return matter_options(matters_of(session, contract_id, number))


def matter_options(matters: Sequence[Values]) -> list[Option]:
    """The newest first, each with its day and title."""
    return [
        (one["number"], f"{one['number']}　{short_wareki(one['held_on'])}　{one['title']}")
        for one in reversed(matters)
    ]
