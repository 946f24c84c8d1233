"""データの帯: the data items as bars in as few rows as they need, at most four."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.web.timeline.data_items import DataLife, holders, still_out
from app.web.timeline.labels import NEAR_TODAY, Line, Place
from app.web.timeline.scale import LEFT, Scale
from app.web.timeline.shapes import Bar, Dots, Words

MOST_ROWS = 4
ROW_HEIGHT, BAR_HEIGHT, BASELINE = 21.0, 19.0, 15.0
PADDING = 8.0
NARROWEST = 3.0
BETWEEN = 2.0
SHORTEST_DOTS = 12.0
LEFT_THERE = "残っている"
EARLIER, LATER = "これより前に返還・消去", "これより後"


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row of bars."""

    bars: tuple[Bar, ...] = ()
    dots: tuple[Dots, ...] = ()
    labels: tuple[Words, ...] = ()


def data_rows(lives: Sequence[DataLife], scale: Scale, top: float, on: date) -> list[DataRow]:
    """The rows of bars below each other; a row of words for what lies outside the drawing."""
    before = [life for life in lives if life.until < scale.days.first]
    after = [life for life in lives if life.since > scale.days.last]
    shown = [life for life in lives if life not in before and life not in after]
    rows = []
    telling = f"{holders(lives)}に{LEFT_THERE}"
    for number, packed in enumerate(_packed(shown, scale)):
        pen = _Pen(scale, top + number * ROW_HEIGHT, on)
        rows.append(pen.row(packed, telling))
        if any(words.text.endswith(LEFT_THERE) for words in rows[-1].labels):
            telling = ""
    if before or after or not rows:
        rows.append(_Pen(scale, top + len(rows) * ROW_HEIGHT, on).words(before, after))
    return rows


def _packed(lives: Sequence[DataLife], scale: Scale) -> list[list[DataLife]]:
    """As few rows as they need; of too many, first those that came back are summed up."""
    rows = _rows(lives, scale)
    back = [life for life in lives if life.back_on is not None]
    if len(rows) > MOST_ROWS and back:
        left = [life for life in lives if life.back_on is None]
        rows = _rows([_summed_up(back, "返還・消去済み"), *left], scale)
    if len(rows) > MOST_ROWS:
        rest = [life for row in rows[MOST_ROWS - 1 :] for life in row]
        rows[MOST_ROWS - 1 :] = [[_summed_up(rest, "ほか")]]
    return rows


def _rows(lives: Sequence[DataLife], scale: Scale) -> list[list[DataLife]]:
    """Each in the first row with room for it."""
    rows: list[list[DataLife]] = []
    for life in lives:
        for row in rows:
            if _right(row[-1], scale) + BETWEEN <= scale.x_within(life.since):
                row.append(life)
                break
        else:
            rows.append([life])
    return rows


def _summed_up(lives: Sequence[DataLife], words: str) -> DataLife:
    facts = tuple(fact for life in lives for fact in life.facts)
    return replace(
        max(still_out(lives) or lives, key=lambda life: life.until),
        facts=facts,
        texts=(f"{words} {len(facts)}件",),
        since=min(life.since for life in lives),
    )


def _right(life: DataLife, scale: Scale) -> float:
    return max(scale.x_after(life.until), scale.x_within(life.since) + NARROWEST)


class _Pen:
    """Draws one row."""

    def __init__(self, scale: Scale, top: float, on: date) -> None:
        self._scale, self._top = scale, top
        self._upright = scale.upright(on)
        self._line = Line(top + BASELINE, scale.right, self._upright)
        self._labels: list[Words] = []

    def row(self, lives: Sequence[DataLife], telling: str) -> DataRow:
        bars = [bar for life in lives for bar in self._bar(life)]
        dots = [dots for life in lives for dots in self._dots(life)]
        for bar in bars:
            self._line.take(bar.x, bar.x + bar.width)
        for life in reversed(lives):
            self._name(life)
        if dots and telling:
            self._tell(dots[-1], telling)
        free = [part for line in dots for part in self._around_words(line)]
        return DataRow(tuple(bars), tuple(free), tuple(self._labels))

    def _bar(self, life: DataLife) -> Iterator[Bar]:
        x = self._scale.x_within(life.since)
        last = life.held_until if life.back_on is None else life.until
        right = max(self._scale.x_after(last), x + NARROWEST)
        x = min(x, self._scale.right - NARROWEST)
        kind = "held" if life.back_on is None else "came-back"
        yield Bar(x, self._top, round(min(right, self._scale.right) - x, 1), kind, life.facts)

    def _dots(self, life: DataLife) -> Iterator[Dots]:
        x, until = self._scale.x_after(life.held_until), self._scale.x_after(life.out_until)
        if life.back_on is None and until > x + NARROWEST:
            yield Dots(x, self._top + BAR_HEIGHT / 2, until)

    def _name(self, life: DataLife) -> None:
        """In its bar where it fits, else after it; only its number where neither is wide enough.

        Where today or the end lies within the bar, the name stands on one side of that.
        """
        [bar] = self._bar(life)
        within = [Place(x + PADDING) for x in (bar.x, *self._upright)]
        inside = Line(self._line.y, self._scale.right, self._upright)
        inside.take(0, bar.x + PADDING / 2)
        inside.take(bar.x + bar.width - PADDING / 2, self._scale.width)
        kind = "on-bar" if bar.kind == "held" else ""
        for texts in (life.texts[:-1], life.texts[-1:]):
            words = inside.write(texts, within, kind)
            words = words or self._line.write(texts, self._after(bar.x + bar.width))
            if words is not None:
                self._labels.append(words)
                return

    def _tell(self, dots: Dots, telling: str) -> None:
        begins = max([dots.x, *(words.right for words in self._labels if words.left > dots.x)])
        beyond = [Place(x + PADDING) for x in self._upright if begins <= x <= dots.until]
        places = [Place(begins + PADDING), *beyond]
        written = self._line.write([telling, telling[-len(LEFT_THERE) :]], places)
        if written is not None:
            self._labels.append(written)

    def _around_words(self, dots: Dots) -> Iterator[Dots]:
        """Dots would show between the strokes of words on them."""
        starts, ends = [dots.x], []
        for words in sorted(self._labels, key=lambda words: words.left):
            if words.left > dots.x:
                ends.append(words.left - BETWEEN)
                starts.append(words.right)
        for x, until in zip(starts, [*ends, dots.until], strict=True):
            if until - x >= SHORTEST_DOTS:
                yield Dots(x, dots.y, until)

    def _after(self, x: float) -> list[Place]:
        """Behind what ends there, and behind the lines of today and of the end near by."""
        near = [line for line in self._upright if 0 <= line - x <= NEAR_TODAY]
        return [Place(x + PADDING), *(Place(line + PADDING) for line in near)]

    def words(self, before: Sequence[DataLife], after: Sequence[DataLife]) -> DataRow:
        """How many data items lie outside the drawing, or that there is none."""
        lines, right = self._upright, self._scale.right
        from_left = [Place(x + PADDING) for x in (LEFT, *lines)]
        from_right = [Place(x - PADDING, "end") for x in (right, *reversed(lines))]
        for text, places, lives in ((EARLIER, from_left, before), (LATER, from_right, after)):
            if lives:
                self._say(f"{text} {len(lives)}件", places, lives)
        if not before and not after:
            self._say("データの記録なし", from_left, [])
        return DataRow(labels=tuple(self._labels))

    def _say(self, text: str, places: Sequence[Place], lives: Sequence[DataLife]) -> None:
        facts = tuple(fact for life in lives for fact in life.facts)
        written = self._line.write([text], places, "faint-words")
        written = written or Words(places[0].x, self._line.y, text, "faint-words", places[0].anchor)
        self._labels.append(replace(written, facts=facts))
