"""ある日の契約: everything that a page on a contract as of a day asks for, whatever day it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.records import agreed, contract_versions, editions, entries
from app.records.agreed import Agreed
from app.records.contract_versions import Certified, Version
from app.records.filed import Filed, filed
from app.records.handlers import HandlerReportRow
from app.records.reachable import reachable
from app.records.rows_on_file import closed_on
from app.records.scope import Scope


@dataclass(frozen=True, slots=True)
class AsOfPage:
    """`clause_sets`: the short title of each; `unreadable`: an entry could not be read, so that
    amendments from before reasons were kept by themselves are taken for corrections.
    """

    number: str
    agreed: Agreed
    handlers: Sequence[Filed]
    safeguards: Sequence[Version]
    certified: Sequence[Certified]
    clause_sets: Mapping[str, str]
    closed_on: date | None = None
    unreadable: bool = False


def as_of_page(session: Session, number: str, scope: Scope) -> AsOfPage | None:
    """None where there is no contract of this number in the scope."""
    key = reachable(session, number, scope)
    if key is None:
        return None
    unreadable = False
    try:
        chain = [entry for entry, _ in entries.chains(session, [key]).get(key, ())]
    except entries.UnreadableEntryError:
        chain, unreadable = [], True
    through = agreed.agreed(session, key, chain)
    return AsOfPage(
        number,
        through,
        filed(session, HandlerReportRow, [key]).get(key, ()),
        contract_versions.safeguard_versions(session, key),
        contract_versions.certified(session, _contractors(through), number),
        {one: each.short_title for one, each in editions.clause_sets(session).items()},
        closed_on(session, key),
        unreadable,
    )


def _contractors(through: Agreed) -> list[str]:
    """Everybody who has ever been a party, under every name."""
    steps = (step for fact in through.facts for step in fact.steps)
    names = (step.version.values["contractor"] for step in steps)
    return list(dict.fromkeys(name for name in names if name))
