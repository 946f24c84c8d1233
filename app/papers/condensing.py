"""Routine entries of one kind and fiscal year in one row, when the page is too short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.papers.record_page import Row
from audits.fiscal_year import FiscalYear

ROUTINE = frozenset({"定期報告", "打合せ", "教育"})
MORE = "ほか"


def in_order(rows: Iterable[Row]) -> list[Row]:
    """By date, then number: a late entry stands where it belongs, its number out of sequence."""
    return sorted(rows, key=lambda row: (row.on, row.number))


def condensed(rows: Iterable[Row]) -> list[Row]:
    """Hand-overs, visits, findings, incidents, erasures and confirmations are never condensed,
    nor what was corrected or written late: those marks must stay to be seen."""
    groups: dict[tuple[str, int], list[Row]] = defaultdict(list)
    kept: list[Row] = []
    for row in in_order(rows):
        if is_routine(row):
            groups[row.kind, FiscalYear.of(row.on).start].append(row)
        else:
            kept.append(row)
    return in_order([*kept, *map(_one_row, groups.values())])


def is_routine(row: Row) -> bool:
    late = row.late_written_on is not None and not row.from_workbook
    return row.kind in ROUTINE and row.corrected_by is None and not late


def _one_row(group: Sequence[Row]) -> Row:
    """Number of the first, date of the last: 定期報告 12件 2021-04–2022-03、最終 3/8.

    Where some of them were loaded late and others not, the words say how many.
    """
    if len(group) == 1:
        return group[0]
    first, last = group[0].on, group[-1].on
    months = (
        f"{first:%Y-%m}–{last:%Y-%m}" if f"{first:%Y%m}" != f"{last:%Y%m}" else f"{first:%Y-%m}"
    )
    late = [row for row in group if row.late_written_on]
    said = f"、うち後日記載 {len(late)}件" if 0 < len(late) < len(group) else ""
    return replace(
        group[0],
        number=min(row.number for row in group),
        on=last,
        text=f"{group[0].kind} {len(group)}件 {months}、最終 {last.month}/{last.day}{said}",
        other_party=_same_or_more(row.other_party for row in group),
        officer=_same_or_more(row.officer for row in group),
        method=_same_or_more(row.method for row in group),
        place=_same_or_more(row.place for row in group),
        others=len(group) - 1,
        late_written_on=group[0].late_written_on if len(late) == len(group) else None,
    )


def _same_or_more(texts: Iterable[str]) -> str:
    different = list(dict.fromkeys(texts))
    return different[0] if len(different) == 1 else f"{different[0]}\n{MORE}"
