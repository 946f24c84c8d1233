"""更新の行: each contract that ends, with its successor as proposed or as typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from werkzeug.datastructures import MultiDict

from app.acts.renewal_points import Point
from app.acts.renewing_many import ENDS, NUMBER, STARTS, Outcome, Wish
from app.records.renewals import Ending
from app.rooms.renewals.room import ROWS, Press
from app.web.date_field import DayError, read_day
from app.web.filing.key import row_number
from app.web.form import BLANK, UNPRINTABLE, has_refused_sign
from app.workbooks.limits import DEFAULT_LIMITS
from audits.renewal import next_number, next_term
from audits.term import Term
from audits.wareki import parse_date, short_wareki

NOT_A_DAY = "日付として読めません。R9.4.1 や 2027-4-1 のように入れてください。"
LONGEST = DEFAULT_LIMITS.key_text
LONGEST_DAY = 40
LAST_ROW = 2**31 - 1  # what a column of numbers of rows holds
CONCLUDED = "契約日"
# What the boxes of a row are called → the heading that a sentence about them names.
BOXES: Mapping[str, str] = {
    "number": NUMBER,
    "first": STARTS,
    "last": ENDS,
    "concluded": CONCLUDED,
}
MUST = ("number", "first", "last")
Typed = MultiDict[str, str]


@dataclass(slots=True)
class Line:
    """One contract, what is proposed or typed for its successor, and what is said of both.

    `typed`: box → its text. `errors`: box → what is wrong; a blank box is the row as a whole.
    """

    ending: Ending
    typed: dict[str, str]
    chosen: bool = False
    undecided: bool = False
    with_subcontracts: bool = True
    errors: dict[str, str] = field(default_factory=dict)
    points: Sequence[Point] = ()
    subcontracts: int = 0
    outcome: Outcome | None = None

    @property
    def after(self) -> Term:
        """The days typed, as far as they are days; else those proposed."""
        first, last = (_day(self.typed[box]) for box in ("first", "last"))
        if first is None or last is None or last < first:
            return next_term(self.ending.term)
        return Term(first, last)

    def note(self, outcome: Outcome | None) -> None:
        """Takes what became of the wish: each sentence to its box, the others to the row."""
        self.outcome = outcome
        boxes = {heading: box for box, heading in BOXES.items()}
        for one in outcome.errors if outcome else ():
            box = boxes.get(one.heading, "")
            about = f"{one.heading}：" if one.heading and not box else ""
            self.errors[box] = f"{self.errors.get(box, '')}{about}{one.message}"


def proposed(found: Iterable[Ending]) -> list[Line]:
    """As they are proposed; none is chosen yet."""
    return [Line(one, _proposal(one)) for one in found]


def blank_taken(lines: Iterable[Line], taken: Collection[str]) -> None:
    """A number that another contract has is not proposed."""
    for line in lines:
        if line.typed["number"] in taken:
            line.typed["number"] = ""


def ids_sent(sent: Typed) -> list[int]:
    """The contracts whose rows were sent, in their order, at most those of a page."""
    numbers = [row_number(said) for said in sent.getlist("row")[:ROWS]]
    return list(dict.fromkeys(n for n in numbers if n is not None and n <= LAST_ROW))


def as_typed(found: Iterable[Ending], sent: Typed, press: Press) -> list[Line]:
    """As they were sent; what was pressed may choose all or none."""
    chosen = {row_number(said) for said in sent.getlist("choose")[:ROWS]}
    lines = []
    for one in found:
        proposal = _proposal(one)
        typed = {box: _sent(sent, box, one.id, proposal[box]) for box in BOXES}
        is_chosen = one.id in chosen if press in (Press.CHECK, Press.MAKE) else press is Press.ALL
        undecided, parts = (f"{name}-{one.id}" in sent for name in ("undecided", "subcontracts"))
        lines.append(Line(one, typed, is_chosen, undecided, parts))
    return lines


def wishes(lines: Iterable[Line]) -> Iterator[Wish]:
    """What the chosen rows ask for; a row that cannot be read gets its sentences instead."""
    for line in lines:
        if not line.chosen:
            continue
        line.errors |= dict(_faults(line.typed))
        days = {box: _day(line.typed[box]) for box in ("first", "last", "concluded")}
        first, last = days["first"], days["last"]
        if not line.errors and first is not None and last is not None:
            yield Wish(
                line.ending.id,
                line.typed["number"],
                first,
                last,
                days["concluded"],
                has_contractor=line.ending.contractor is not None and not line.undecided,
                with_subcontracts=line.with_subcontracts,
            )


def _proposal(ending: Ending) -> dict[str, str]:
    after = next_term(ending.term)
    return {
        "number": next_number(ending.number, ending.term, after) or "",
        "first": short_wareki(after.first),
        "last": short_wareki(after.last),
        "concluded": "",
    }


def _sent(sent: Typed, box: str, key: int, proposal: str) -> str:
    longest = LONGEST_DAY if box != "number" else LONGEST + 1
    return sent.get(f"{box}-{key}", proposal)[:longest].strip()


def _faults(typed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for box, text in typed.items():
        if not text and box in MUST:
            yield box, BLANK
        elif has_refused_sign(text):
            yield box, UNPRINTABLE
        elif text and box != "number":
            try:
                read_day(text, "", "")
            except DayError as refused:
                yield box, str(refused) if parse_date(text) else NOT_A_DAY


def _day(text: str) -> date | None:
    try:
        return read_day(text, "", "")
    except DayError:
        return None
