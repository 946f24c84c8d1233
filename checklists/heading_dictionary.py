"""見出しの辞書: which duty a clause of this heading and these words usually is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache

from checklists.clause import Duty, Evidence
from checklists.edition_table import Table
from checklists.loader import NOT_AT_THE_VISIT, shipped_texts, table_of
from checklists.sheet import GROUP_CODES
from checklists.topic import TOPICS

FOLDER = "dictionary"
BY_HEADING, BY_WORDS, BY_HEADING_OVER = 4, 3, 1
ONE_OF_SEVERAL = 8  # under a common heading the words say which of its clauses it is
AGENCY, BOUND = "agency", "bound"
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a clause on a topic usually asks; `bound` holds AGENCY or BOUND."""

    topic: str
    headings: tuple[re.Pattern[str], ...]
    under: tuple[re.Pattern[str], ...]
    says: tuple[re.Pattern[str], ...]
    bound: tuple[str, ...]
    duty: Duty
    summary: str
    leaves_behind: str
    checked_at: str | None
    confirmed_by: tuple[Evidence, ...]

    def score(self, heading: str, words: str) -> int:
        """How well heading and words fit; words alone weigh less than a heading of its own."""
        says, under = _any(self.says, words), _any(self.under, heading)
        if says and under:
            return ONE_OF_SEVERAL
        own = _any(self.headings, heading)
        return own * BY_HEADING + says * BY_WORDS + under * BY_HEADING_OVER


KEYS = tuple(field.name for field in fields(Entry))


@cache
def dictionary() -> Sequence[Entry]:
    """The entries that come with the product; the last one fits what no other does."""
    return tuple(
        _entry(row)
        for name, text in shipped_texts(FOLDER)
        for row in table_of(text, name, keys=("id", "entries")).tables("entries", "項", keys=KEYS)
    )


def entry_for(heading: str, words: str) -> Entry:
    """The entry that fits best, of several the first."""
    entries = dictionary()
    given = _plain(heading), _plain(words)
    best = max(entries, key=lambda entry: entry.score(*given))
    return best if best.score(*given) else entries[-1]


def _any(patterns: Sequence[re.Pattern[str]], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def _plain(text: str) -> str:
    return SPACES.sub("", unicodedata.normalize("NFKC", text))


def _entry(row: Table) -> Entry:
    checked_at = row.one_of("checked_at", (*GROUP_CODES, NOT_AT_THE_VISIT))
    return Entry(
        topic=row.one_of("topic", TOPICS),
        headings=_patterns(row, "headings"),
        under=_patterns(row, "under"),
        says=_patterns(row, "says"),
        bound=row.texts("bound"),
        duty=row.word("duty", Duty),
        summary=row.text("summary"),
        leaves_behind=row.text("leaves_behind"),
        checked_at=None if checked_at == NOT_AT_THE_VISIT else checked_at,
        confirmed_by=row.words("confirmed_by", Evidence, least=0),
    )


def _patterns(row: Table, key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text) for text in row.texts(key))
