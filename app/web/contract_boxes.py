"""四つの問い: the chair's four questions on a contract's page, answered as on the printed one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.acts.paper_facts import boxes
from app.acts.paper_facts.boxes import ERASURE_KINDS
from app.papers.record_page import Box as Answer
from app.papers.record_page import InspectionBox, PreviousYear
from app.records.dossier import Dossier
from app.records.due_items import DueOnDay
from app.web.marks import Look, look_of
from app.web.timeline.data_items import data_lives, holders, still_out
from audits.due import State
from audits.entry import Entry, EntryKind
from audits.erasure import Origin
from audits.fiscal_year import FiscalYear
from audits.inspection import Method
from audits.kind import Kind
from audits.wareki import short_wareki
from audits.wording import METHOD, STATE

ALL_DONE = Look("done", "green", urgent=True)
PARTLY = Look("partial", "ink2")
NOT_YET = Look("planned", "ink2")
NAMED = 3  # so many data numbers stand in words, more are counted
LONGEST_SENTENCE = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One of the lines below the date; `to` names what it leads to: data, or an entry."""

    words: str
    label: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """One question: its sign, the last day with who, or the day it is due, and how often."""

    title: str
    look: Look
    state: str
    day: date | None
    is_due: bool
    by: str
    lines: tuple[Line, ...]


def contract_boxes(found: Dossier) -> tuple[Box, ...]:
    """データの引渡し, 立入調査, 電話等の確認, 消去の確認; the dossier has to hold its entries."""
    return (_handover(found), _inspection(found), _telephone(found), _erasure(found))


def _box(title: str, answer: Answer, state: State | None, lines: Sequence[Line]) -> Box:
    if answer.done:
        return Box(title, ALL_DONE, "済", answer.last, False, answer.by, tuple(lines))
    look, words = _not_done(state)
    return Box(title, look, words, answer.due, True, "", tuple(lines))


def _not_done(state: State | None) -> tuple[Look, str]:
    """未 with how urgent it is; without a due day 未 alone."""
    if state is None:
        return NOT_YET, "未"
    return look_of(state), f"未（{STATE[state]}）"


def _handover(found: Dossier) -> Box:
    answer = boxes.handover_box(found)
    came = [f.values for f in found.data if f.values["origin"] != Origin.CREATED.value]
    counts = [v["count"] for v in came if v["on"] <= found.on and v["count"] is not None]
    words = f"{answer.counts}・延べ {sum(counts):,}件" if counts else answer.counts
    lives = data_lives(found)
    left = still_out(lives)
    lines = [Line(words)]
    if left:
        lines.append(Line(f"{holders(lives)}に残っているデータ {len(left)}件", to="data"))
    elif lives:
        lines.append(Line("残っているデータなし"))
    return _box("データの引渡し", answer, None, lines)


def _inspection(found: Dossier) -> Box:
    answer = boxes.inspection_box(found)
    year = FiscalYear(answer.fiscal_year)
    owed = [i for i in found.owed(Kind.INSPECTION) if i.fiscal_year == year.start]
    made = [item for item in owed if item.closed_on is not None]
    when = "本年度" if answer.is_this_year else year.short_label
    is_partly = bool(made) and not answer.done and not answer.overdue
    due = answer.due if is_partly else None
    lines = [Line(_year_words(answer, due), when)]
    if answer.previous is not None:
        late = "　期限超過" if answer.previous.overdue else ""
        lines.append(Line(_year_words(answer.previous) + late, "前年度"))
    if answer.done or is_partly:
        look = ALL_DONE if answer.done else PARTLY
        part = "済" if answer.done else f"一部 {len(made)}/{len(owed)}"
        who = "　".join(words for words in (answer.by, _method(found, answer.last)) if words)
        return Box("立入調査", look, f"{when} {part}", answer.last, False, who, tuple(lines))
    look, words = _not_done(_first_state(owed))
    return Box("立入調査", look, f"{when} {words}", answer.due, True, "", tuple(lines))


def _year_words(year: InspectionBox | PreviousYear, due: date | None = None) -> str:
    words = f"受託者 {year.contractor}"
    if year.subcontractors:
        words += f"、再委託先 {year.subcontractors}"
    return f"{words}（期限 {short_wareki(due)}）" if due is not None else words


def _method(found: Dossier, day: date | None) -> str:
    visits = (f.values for f in found.inspections if f.values["carried_out_on"] == day)
    return next((METHOD[Method(values["method"])] for values in visits), "") if day else ""


def _first_state(owed: Sequence[DueOnDay]) -> State | None:
    """How urgent the earliest of what is still open is."""
    still_open = [item for item in owed if item.closed_on is None]
    return min(still_open, key=lambda item: item.due_on).state if still_open else None


def _telephone(found: Dossier) -> Box:
    answer = boxes.telephone_box(found)
    made = boxes.telephone_checks(found)
    this_year = sum(entry.on in FiscalYear.of(found.on) for entry in made)
    met = sum(entry.kind is EntryKind.MET for entry in made)
    words = f"本年度 {this_year}回・通算 {len(made)}回"
    lines = [Line(f"{words}（打合せ{met}）" if met else words)]
    if made:
        lines.append(_content(max(made, key=lambda entry: (entry.on, entry.number))))
    return _box("電話等の確認", answer, None, lines)


def _content(last: Entry) -> Line:
    """The first sentence of the last one; where it is long, the way to its entry."""
    sentence = last.text.partition("。")[0].partition("\n")[0]
    if 0 < len(sentence) <= LONGEST_SENTENCE:
        return Line(sentence, "内容")
    return Line(f"記録 No.{last.number}", "内容", to=f"entry-{last.number}")


def _erasure(found: Dossier) -> Box:
    answer = boxes.erasure_box(found)
    state = _first_state(found.owed(*ERASURE_KINDS))
    lives = data_lives(found)
    left = [life.number for life in still_out(lives)]
    names = list(dict.fromkeys(left))
    lines = []
    if left:
        named = "、".join(names[:NAMED]) + (" ほか" if len(names) > NAMED else "")
        lines.append(Line(f"残り {len(left)}件（{named}）"))
    elif lives:
        lines.append(Line("残りなし"))
    back = [life.back_on for life in lives if life.back_on is not None]
    last = f"（{short_wareki(max(back))}）" if back else ""
    lines.append(Line(answer.counts + last))
    return _box("消去の確認", answer, state, lines)
