"""契約の流れの図: the lanes below each other, under one scale of days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.records.dossier import Dossier
from app.web.timeline import visits
from app.web.timeline.axis import axis, rules, today_words
from app.web.timeline.calls import calls
from app.web.timeline.data_items import DataLife, data_lives
from app.web.timeline.data_rows import ROW_HEIGHT, data_rows
from app.web.timeline.erasures import erasures
from app.web.timeline.event_row import row_of
from app.web.timeline.events import Event
from app.web.timeline.scale import Scale, scale_of
from app.web.timeline.shapes import Drawing, Lane, Timeline, Words
from app.web.timeline.telling import description
from audits.engagement import PRIME_BRANCH
from audits.stage import Stage, stage_on
from audits.wareki import short_wareki

WIDE, MIDDLE, NARROW = 1302.0, 1000.0, 772.0  # the page's width on laptops and on a tablet
TOP = 26.0
ABOVE, BELOW = 3.0, 3.0  # around the rows of a lane
BASELINE = 17.0  # of a lane's first line, from its top
TODAY, FOOT = 13.0, 16.0  # the line of today's words, and the end of the drawing
PARTY_X = 62.0
MOST_PARTIES = 3
STRONG, FAINT = "strong", "faint-words"
Lines = Sequence[tuple[str, Sequence[Event]]]  # of a lane: each line's party and its events


def timeline(found: Dossier) -> Timeline:
    """The life of the contract on the dossier's day; the dossier has to hold its entries."""
    lives, parties = data_lives(found), list(_parties(found))
    spoken, wiped = list(calls(found)), erasures(found)
    lanes = [("立入調査", parties), ("電話等", [("", spoken)]), ("返還・消去", [("", wiped)])]
    seen = [event for _, events in parties for event in events]
    return Timeline(
        description(found, lives, seen, spoken, wiped),
        wide=_drawing(found, lives, lanes, WIDE),
        middle=_drawing(found, lives, lanes, MIDDLE),
        narrow=_drawing(found, lives, lanes, NARROW),
    )


def _drawing(
    found: Dossier, lives: Sequence[DataLife], events: Sequence[tuple[str, Lines]], width: float
) -> Drawing:
    scale = scale_of(found, width)
    lanes = [_data_lane(lives, scale, found)]
    for name, lines in events:
        lanes.append(_event_lane(name, lines, scale, found, lanes[-1].bottom))
    bottom = lanes[-1].bottom
    return Drawing(
        width=scale.width,
        height=bottom + FOOT,
        right=scale.right,
        top=TOP,
        bottom=bottom,
        rules=rules(scale),
        end=scale.end,
        after=_after(scale),
        today=scale.x_after(found.on) if found.on in scale.days else None,
        axis=axis(scale, _end_words(found, scale)),
        lanes=tuple(lanes),
        foot=today_words(scale, found.on, bottom + TODAY),
    )


def _after(scale: Scale) -> float | None:
    """Where the time after the end begins."""
    return scale.x_after(scale.ends_on) if scale.ends_on < scale.days.last else None


def _end_words(found: Dossier, scale: Scale) -> str:
    nothing = found.contract.came_to_nothing_on
    if stage_on(found.contract, found.on) is Stage.CAME_TO_NOTHING and nothing is not None:
        return f"不成立 {short_wareki(nothing)}"
    return f"終了 {short_wareki(scale.ends_on)}"


def _data_lane(lives: Sequence[DataLife], scale: Scale, found: Dossier) -> Lane:
    rows = data_rows(lives, scale, TOP + ABOVE, found.on)
    height = len(rows) * ROW_HEIGHT
    return Lane(
        "データ",
        TOP + ABOVE + height,
        (Words(0, TOP + ABOVE + height / 2 + 4, "データ", STRONG),),
        bars=tuple(bar for row in rows for bar in row.bars),
        dots=tuple(dots for row in rows for dots in row.dots),
        labels=tuple(words for row in rows for words in row.labels),
    )


def _event_lane(
    name: str,
    lines: Lines,
    scale: Scale,
    found: Dossier,
    top: float,
) -> Lane:
    """One line after the other, each with its party's name where there are several."""
    heads, rows = [Words(0, top + BASELINE, name, STRONG)], []
    for number, (party, events) in enumerate(lines):
        baseline = top + BASELINE + number * ROW_HEIGHT
        rows.append(row_of(events, scale, baseline, found.on))
        if party:
            heads.append(Words(PARTY_X, baseline, party, FAINT))
    return Lane(
        name,
        top + ABOVE + len(lines) * ROW_HEIGHT + (BELOW if len(lines) == 1 else 0),
        tuple(heads),
        signs=tuple(sign for row in rows for sign in row.signs),
        labels=tuple(words for row in rows for words in row.labels),
    )


def _parties(found: Dossier) -> Iterator[tuple[str, list[Event]]]:
    """One line an engagement; of more than three the subcontractors together."""
    branches = [engagement.branch for engagement in found.contract.engagements]
    if len(branches) > MOST_PARTIES:
        yield "受託者", visits.of_engagement(found, PRIME_BRANCH)
        yield "再委託先", visits.of_subcontractors(found)
        return
    for branch in branches:
        yield _party(found, branch, len(branches)), visits.of_engagement(found, branch)


def _party(found: Dossier, branch: int, parties: int) -> str:
    if branch == PRIME_BRANCH:
        return "受託者" if found.terms["contractor"] else "未定"
    return "再委託先" if parties == 2 else f"再委託先{branch}"
