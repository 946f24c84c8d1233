"""年度の目盛: rules and names of the years, the quarters, the end and today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.web.timeline.labels import Line, Place
from app.web.timeline.scale import LEFT, Scale
from app.web.timeline.shapes import Rule, Words, text_width
from audits.wareki import short_wareki

BASELINE = 20.0
BESIDE = 6.0
LEAST_YEAR = 80.0  # after the end, a year is ruled only where its name has room
STRONG, FAINT = "strong", "faint-words"


def rules(scale: Scale) -> tuple[Rule, ...]:
    """The quarters first: a year is drawn over them."""
    quarters = [Rule(x, "quarter") for _, x in scale.quarter_starts()]
    end = scale.right if scale.end is None else scale.end
    years = [x for _, x in scale.year_starts() if x <= end or x + LEAST_YEAR <= scale.right]
    return (*quarters, *(Rule(x, "year") for x in years))


def axis(scale: Scale, end_words: str) -> tuple[Words, ...]:
    """The end has its words before any year, and a year before any quarter."""
    return tuple(words for words in _axis(scale, end_words) if words is not None)


def _axis(scale: Scale, end_words: str) -> Iterator[Words | None]:
    line = Line(BASELINE, scale.right)
    years = list(scale.year_starts())
    if scale.end is not None:
        places = [Place(scale.end + BESIDE), Place(scale.end - BESIDE, "end")]
        yield line.write([end_words], places, STRONG)
        line.take(scale.end, scale.end)
    following = scale.right
    for year, x in reversed(years):
        text = year.short_label
        if x + BESIDE + text_width(text) <= following:
            yield line.write([text], [Place(x + BESIDE)], STRONG)
        following = x
    for month, x in scale.quarter_starts():
        yield line.write([f"{month}月"], [Place(x + BESIDE)], FAINT)


def today_words(scale: Scale, on: date, y: float) -> Words:
    """今日 under its line, at the edge that it lies beyond where it is not shown."""
    text = f"今日 {short_wareki(on)}"
    if on < scale.days.first:
        return Words(LEFT, y, f"← {text}", STRONG)
    if on > scale.days.last:
        return Words(scale.right, y, f"{text} →", STRONG, "end")
    half = text_width(text) / 2
    x = min(max(scale.x_after(on), LEFT + half), scale.right - half)
    return Words(x, y, text, STRONG, "middle")
