"""例外の承諾: what 甲 allowed of what a clause forbids, and copies that nobody has seen go.

Only clauses of which the set says that a consent confirms them know of it (`confirmed_by`).
"""

from __future__ import annotations

from audits.clause_cell import Cell, Source, SourceKind, Standing
from audits.clause_matrix.ground import Excepted, Ground
from audits.exception import Exemption
from audits.fiscal_year import FiscalYear
from checklists.clause import Clause

COPY_OUT, LATE = "写し未確認", "承諾遅れ"


def excepted(ground: Ground, clause: Clause, year: FiscalYear) -> Cell | None:
    """The consents whose period begins in the year; a copy still out in the year it ended in."""
    about = [one for one in ground.exceptions if clause.topic in one.exemption.kind.topics]
    out = [one for one in about if _is_out(ground, one.exemption, year)]
    if out:
        last = max(one.exemption.ends_on for one in out)
        return Cell(Standing.UNCONFIRMED, COPY_OUT, last, *_these(ground, out))
    given = [one for one in about if _is_given(ground, one.exemption, year)]
    days = [day for one in given if (day := one.exemption.decided_on) is not None]
    if not days:
        return None
    if any(_is_late(one.exemption) for one in given):
        return Cell(Standing.CONFIRMED_LATE, LATE, max(days), *_these(ground, given))
    return Cell(Standing.CONFIRMED, "承諾", max(days), *_these(ground, given))


def _is_out(ground: Ground, exemption: Exemption, year: FiscalYear) -> bool:
    return exemption.is_copy_out_on(ground.on) and ground.year_in_term(exemption.ends_on) == year


def _is_given(ground: Ground, exemption: Exemption, year: FiscalYear) -> bool:
    gives = exemption.decision is not None and exemption.decision.gives_consent
    is_known = ground.known(exemption.decided_on) is not None
    return gives and is_known and ground.year_in_term(exemption.starts_on) == year


def _is_late(exemption: Exemption) -> bool:
    """An exception is allowed beforehand; on its first day is still in time."""
    return exemption.decided_on is not None and exemption.decided_on > exemption.starts_on


def _these(ground: Ground, found: list[Excepted]) -> tuple[str, Source]:
    if len(found) == 1:
        number = found[0].number
        return f"例外 申請{number}", Source(SourceKind.EXCEPTION, ground.branch, str(number))
    return f"例外 {len(found)}件", Source(SourceKind.EXCEPTION, ground.branch)
