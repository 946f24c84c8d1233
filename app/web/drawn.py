"""描いたもの: signs, states and days as a row of a table has them, drawn once and then kept.

A list of fifty rows has hundreds of them and few that differ; a macro for each would take longer
than the rest of the page. parts/mark.html, status.html and date.html hand them to the templates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import lru_cache, partial

from markupsafe import Markup

from app.web.filters import words
from app.web.marks import look_of
from audits import wareki as era

# Typed, so that words which are markup never stand for words that only look like it.
kept = partial(lru_cache, 2_000, typed=True)
MARK = Markup('<svg class="mark{}" aria-hidden="true" focusable="false"><use href="#m-{}"/></svg>')
STATUS = Markup('<span class="status tone-{}{}">{}<span>{}{}</span></span>')
UNSEEN = Markup('<span class="unseen">{}　</span>')
DAY = Markup('<time datetime="{}">{}</time>')
NO_DAY = Markup("—")
TAG = Markup('<span class="tag">{}</span>')


@kept()
def mark(name: str, more: str = "") -> Markup:
    """One sign of the sheet in parts/marks.svg; the word beside it is text."""
    return MARK.format(f" {more}" if more else "", name)


@kept()
def status(name: str, tone: str, said: str, urgent: bool = False, hidden: str = "") -> Markup:
    """A sign, a word and a colour; `hidden` goes before the word, for screen readers only."""
    unseen = UNSEEN.format(hidden) if hidden else ""
    return STATUS.format(tone, " status--urgent" if urgent else "", mark(name), unseen, said)


@kept()
def member_mark(member: Enum, said: str = "", hidden: bool = False) -> Markup:
    """The look of an enum's member; `said` replaces its usual word (38日超過)."""
    look, usual = look_of(member), words(member)
    return status(look.mark, look.tone, said or usual, look.urgent, usual if hidden else "")


@kept()
def member_tag(member: Enum) -> Markup:
    return TAG.format(words(member))


def _drawn(write: Callable[[date], str]) -> Callable[[date | None], Markup]:
    @kept()
    def draw(day: date | None) -> Markup:
        return NO_DAY if day is None else DAY.format(day.isoformat(), write(day))

    return draw


GLOBALS: Mapping[str, Callable[..., Markup]] = {
    "drawn_mark": mark,
    "drawn_status": status,
    "drawn_member": member_mark,
    "drawn_tag": member_tag,
    "drawn_day": _drawn(era.wareki_with_western),
    "drawn_short_day": _drawn(era.short_wareki),
    "drawn_plain_day": _drawn(era.wareki),
}
