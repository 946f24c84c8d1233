"""契約の頁の頭: who, how long, how many people, where it stands, and the worst of what is late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from app.records.dossier import Dossier
from app.rooms.contracts.party import Party, parties
from app.rooms.contracts.views import View, address
from app.web.contract_boxes import Box, contract_boxes
from app.web.timeline import Timeline, timeline
from audits.due import Alert, State, alert_of
from audits.engagement import PRIME_BRANCH
from audits.kind import KIND_RULES
from audits.stage import Stage, stage_on
from audits.wording import KIND

STILL_OUT = "still-out"  # where the data view begins


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the tabs, whichever view is open."""

    stage: Stage
    alert: Alert
    worst: str
    parties: Mapping[int, Party]
    clause_set: str
    life: Timeline
    boxes: tuple[Box, ...]
    box_addresses: Mapping[str, str]

    @property
    def subcontractors(self) -> list[Party]:
        return [party for branch, party in self.parties.items() if branch != PRIME_BRANCH]


def head(found: Dossier) -> Head:
    boxes = contract_boxes(found)
    clauses = found.contract.prime.clause_set
    return Head(
        stage=stage_on(found.contract, found.on),
        alert=alert_of((item.kind, item.state) for item in found.due_items),
        worst=worst(found),
        parties=parties(found),
        clause_set=clauses.short_title,
        life=timeline(found),
        boxes=boxes,
        box_addresses=dict(_box_addresses(found, boxes)),
    )


def worst(found: Dossier) -> str:
    """是正措置 21日: what makes the contract red or yellow; blank where nothing does."""
    late = [item for item in found.due_items if item.state is State.OVERDUE]
    if late:
        item = max(late, key=lambda i: (KIND_RULES[i.kind].main, i.days_overdue))
        more = f"　ほか{len(late) - 1}件" if len(late) > 1 else ""
        over = "日" if KIND_RULES[item.kind].main else "日超過"
        return f"{KIND[item.kind]} {item.days_overdue:,}{over}{more}"
    soon = [item for item in found.due_items if item.state is State.DUE_SOON]
    main = [item for item in soon if KIND_RULES[item.kind].main]
    if not main:
        return ""
    first = min(main, key=lambda item: item.due_on)
    left = (first.due_on - found.on).days
    return f"{KIND[first.kind]} {f'あと{left}日' if left else '今日まで'}"


def _box_addresses(found: Dossier, boxes: tuple[Box, ...]) -> list[tuple[str, str]]:
    """Where the lines of the boxes lead: to the data, or to an entry of the record."""
    number = found.contract.number
    wanted = [line.to for box in boxes for line in box.lines if line.to]
    return [
        (to, address(number, View.DATA, STILL_OUT))
        if to == "data"
        else (to, address(number, View.RECORD, to, all="1"))
        for to in wanted
    ]


def contractor_address(name: str) -> str:
    """Everything of a contractor, as far as the person who looks reaches its contracts."""
    return url_for("contractors.index", q=name)
