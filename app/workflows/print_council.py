"""付議の書類を印刷する: council sheets, and what became of what the council was told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from app.acts.city import setting_value
from app.acts.paper_facts.council_sheet_facts import council_paper
from app.acts.paper_facts.promise_facts import promise_paper
from app.papers.council_sheet import council_sheet
from app.papers.fonts import fonts_in
from app.papers.promise_list import promise_list
from app.records import promise_evidence
from app.records import promise_list as promises_on_file
from app.records.database import reading
from app.records.promise_evidence import Became
from app.records.promise_list import WantedPromises
from app.records.scope import EVERYTHING, Scope
from audits.promise import PromiseState


class NoSuchMatterError(LookupError):
    """There is no matter of this number, or none for this person."""


def print_council_sheet(
    matter: str,
    *,
    on: date,
    font_dir: Path,
    scope: Scope = EVERYTHING,
    system: bool = False,
) -> bytes:
    """付議資料 of a matter, as of today (`on`); of one that is over, as of its own day.

    `system`: also as a system's sheet.
    """
    with reading() as session:
        paper = council_paper(session, matter, scope, on=on, system=system)
    if paper is None:
        raise NoSuchMatterError(f"付議番号「{matter}」の付議は台帳にありません。")
    return council_sheet(paper, fonts_in(font_dir))


def print_promises(
    wanted: WantedPromises,
    state: PromiseState | None,
    *,
    on: date,
    font_dir: Path,
    scope: Scope = EVERYTHING,
) -> bytes:
    """審議会に説明したことのその後, as of the day."""
    with reading() as session:
        found = _found(session, wanted, state, on, scope)
        told = promises_on_file.told_in(session, [one.promise for one in found])
        city = setting_value(session, "city_name")
    return promise_list(promise_paper(found, told, wanted, state, on, city), fonts_in(font_dir))


def _found(
    session: Session, wanted: WantedPromises, state: PromiseState | None, on: date, scope: Scope
) -> list[Became]:
    if state is not None:
        return promise_evidence.in_state(session, wanted, state, on, scope)
    return promise_evidence.became(session, promises_on_file.promises(session, wanted, scope), on)
