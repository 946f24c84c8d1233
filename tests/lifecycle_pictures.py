"""The pictures of docs/lifecycles, drawn from the tables of moves and from nothing else."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from enum import Enum
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from audits.lifecycles.finding import FINDING
from audits.lifecycles.inspection import INSPECTION
from audits.lifecycles.lifecycle import Lifecycle
from audits.lifecycles.report import REPORT
from audits.wording import (
    FINDING_ACT,
    FINDING_STATE,
    INSPECTION_ACT,
    INSPECTION_STATE,
    REPORT_ACT,
    REPORT_STATE,
)

COLUMN, ROW, TOP, SIDE, BOX, BOX_HEIGHT = 190, 42, 96, 30, 150, 36
FONT = "'Noto Sans JP','Noto Sans CJK JP',Meiryo,sans-serif"


class Drawn(NamedTuple):
    """A lifecycle with its words."""

    lifecycle: Lifecycle[Any, Any]
    states: Mapping[Any, str]
    acts: Mapping[Any, str]


PICTURES: Mapping[str, Drawn] = {
    "inspection.svg": Drawn(INSPECTION, INSPECTION_STATE, INSPECTION_ACT),
    "finding.svg": Drawn(FINDING, FINDING_STATE, FINDING_ACT),
    "report.svg": Drawn(REPORT, REPORT_STATE, REPORT_ACT),
}


def picture(drawn: Drawn) -> str:
    """States side by side, and below them a line for every move, from one to the other."""
    moves = drawn.lifecycle.moves
    width = 2 * SIDE + COLUMN * len(drawn.states)
    height = TOP + ROW * len(moves) + SIDE
    places = {state: SIDE + COLUMN * n + COLUMN / 2 for n, state in enumerate(drawn.states)}
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" font-family="{FONT}" role="img">'
        ),
        f"<title>{escape(drawn.lifecycle.name)}の状態と動き</title>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        (
            f'<text x="{SIDE}" y="26" font-size="18" font-weight="700">'
            f"{escape(drawn.lifecycle.name)}の状態と動き</text>"
        ),
        *_heads(drawn, places, height),
    ]
    for number, ((before, act), after) in enumerate(moves.items()):
        y = TOP + ROW * number + ROW * 0.72
        lines += _move(places[before], places[after], y, drawn.acts[act])
    return "\n".join([*lines, "</svg>"]) + "\n"


def _heads(drawn: Drawn, places: Mapping[Enum, float], height: int) -> Iterator[str]:
    for state, words in drawn.states.items():
        x, first = places[state], state is drawn.lifecycle.first
        yield (
            f'<line x1="{x}" y1="{TOP - 12}" x2="{x}" y2="{height - 12}" '
            'stroke="#767676" stroke-dasharray="2 4"/>'
        )
        yield (
            f'<rect x="{x - BOX / 2}" y="{TOP - 48}" width="{BOX}" height="{BOX_HEIGHT}" '
            f'fill="#fff" stroke="#1a1a1a" stroke-width="{3 if first else 1}"/>'
        )
        yield (
            f'<text x="{x}" y="{TOP - 25}" font-size="16" font-weight="700" '
            f'text-anchor="middle">{escape(words)}</text>'
        )


def _move(start: float, end: float, y: float, words: str) -> Iterator[str]:
    """An arrow from one state to another, or a loop beside the state that stays."""
    if start == end:
        path = f"M{start} {y - 8} h34 v12 h-28"
        tip, sign, middle = end + 2, -1, start + 42
        anchor, base = "start", y + 3
    else:
        sign = 1 if end > start else -1
        path, tip = f"M{start} {y} H{end - 8 * sign}", end
        middle, anchor, base = (start + end) / 2, "middle", y - 6
    point = y + 4 if start == end else y
    yield f'<path d="{path}" fill="none" stroke="#1a1a1a" stroke-width="1.5"/>'
    back = tip - 9 * sign
    yield f'<path d="M{tip} {point} L{back} {point - 5} V{point + 5} Z" fill="#1a1a1a"/>'
    yield (
        f'<text x="{middle}" y="{base}" font-size="14" text-anchor="{anchor}" '
        f'stroke="#fff" stroke-width="4" paint-order="stroke">{escape(words)}</text>'
    )


def main(folder: Path) -> None:
    """Writes all of them into the folder."""
    for name, drawn in PICTURES.items():
        (folder / name).write_text(picture(drawn), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
