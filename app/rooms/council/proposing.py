"""はじめの値: what stands in the boxes of a new matter, advice or safeguard."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request

from app.acts.loading.sheets import ADVICES, CONNECTIONS, COUNCIL_MATTERS
from app.records import connection_list, council_rows
from app.records.council_rows import Reading
from app.records.scope import EVERYTHING
from app.rooms.council.reached import Subject
from app.web.asked import LONGEST
from app.web.filing.deed import Deed
from app.workbooks.hand_row import Typed
from audits.number_series import number_after
from audits.wareki import parse_date


def proposed(session: Reading, deed: Deed, about: Subject) -> Mapping[str, Typed]:
    """A free number, and what the address proposes; nothing where a fact is changed."""
    if deed.changes:
        return {}
    if deed.sheet is COUNCIL_MATTERS:
        return _matter(session)
    if deed.sheet is CONNECTIONS:
        numbers = connection_list.all_numbers(session, EVERYTHING)
        return {"結合番号": number_after(numbers, "K-001"), "契約番号": _asked("contract")}
    first = "J1" if deed.sheet is ADVICES else "S1"
    if about.facts is None:
        return {}
    numbers = council_rows.numbers_of(session, deed.sheet.table, about.facts, about.place.branch)
    origin = {"由来": _asked("origin")} if _asked("origin") else {}
    return {"番号": number_after(numbers, first), **origin}


def _matter(session: Reading) -> Mapping[str, Typed]:
    held_on = parse_date(_asked("held"))
    numbers = council_rows.matter_numbers(session, held_on)
    return {
        "付議番号": number_after(numbers, "") or None,
        "開催日": held_on,
        "会議": _asked("session"),
        "契約番号": _asked("contract"),
        "結合番号": _asked("connection"),
        "前回付議": _asked("previous"),
    }


def _asked(name: str) -> str:
    return request.args.get(name, "")[:LONGEST]
