"""条項集の下書きを直す: a draft of a clause set changed, each change made or refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from checklists.clause import Clause
from checklists.clause_draft import (
    MOST_CLAUSES,
    TOO_MANY,
    ClauseDraft,
    DraftClause,
    checked_clause,
    key_of,
)
from checklists.clause_set import ClauseSet
from checklists.cutting import Piece, cut
from checklists.drafting import DraftError
from checklists.loader import MOST_NUMBERED
from checklists.proposing import proposed

PREAMBLE, ENDING = "preamble", "ending"
BREAK_AFTER = "\n。"
GONE = "この条項は、もう下書きにありません。画面を開き直してください。"


def clause_of(draft: ClauseDraft, key: str) -> Clause:
    """Raises DraftError where the draft has it no more."""
    return draft.clauses[_place(draft, key)].clause


def with_head(draft: ClauseDraft, change: Callable[[ClauseSet], ClauseSet]) -> ClauseDraft:
    """The draft with names or settings changed."""
    return replace(draft, head=change(draft.head))


def with_changed_clause(draft: ClauseDraft, key: str, changed: Clause) -> ClauseDraft:
    """The clause as typed in place of what it was."""
    place = _place(draft, key)
    return _with(draft, place, place + 1, [DraftClause(key, checked_clause(changed))])


def with_split(draft: ClauseDraft, key: str, at: int) -> ClauseDraft:
    """A text in two: from `at` on it is a clause of its own (the preamble's end, the first one)."""
    text = text_under(draft, key)
    if at not in breaks(text, key):
        raise DraftError("分ける場所を選んでください。", "at")
    if len(draft.clauses) >= MOST_CLAUSES:
        raise DraftError(TOO_MANY)
    stays, goes = (text[at:], text[:at]) if key == ENDING else (text[:at], text[at:])
    place = _place_after(draft, key)
    number = draft.clauses[place - 1].clause.number if place else 0
    made = DraftClause(key_of(draft.last_key + 1), _of_text(draft, goes, number))
    left = _with_text(draft, key, stays)
    return replace(_with(left, place, place, [made]), last_key=draft.last_key + 1)


def with_joined(draft: ClauseDraft, key: str) -> ClauseDraft:
    """The clause's text goes to the end of the one before; the first one's to the preamble."""
    place = _place(draft, key)
    text = draft.clauses[place].clause.text
    if place == 0:
        head = replace(draft.head, preamble=draft.head.preamble + text)
        return _with(replace(draft, head=head), 0, 1, [])
    before = draft.clauses[place - 1]
    joined = replace(before.clause, text=before.clause.text + text)
    return _with(draft, place - 1, place + 1, [DraftClause(before.key, joined)])


def with_last_ended(draft: ClauseDraft, key: str) -> ClauseDraft:
    """The last clause was none: it goes to what stands behind the clauses."""
    place = _place(draft, key)
    if place != len(draft.clauses) - 1:
        raise DraftError("末尾へ移せるのは、最後の条項だけです。")
    ending = draft.clauses[place].clause.text + draft.head.ending
    return _with(replace(draft, head=replace(draft.head, ending=ending)), place, place + 1, [])


def with_numbers_from_one(draft: ClauseDraft) -> ClauseDraft:
    """Every clause numbered by its place."""
    numbered = (
        DraftClause(one.key, replace(one.clause, number=number))
        for number, one in enumerate(draft.clauses, start=1)
    )
    return replace(draft, clauses=tuple(numbered))


def breaks(text: str, key: str) -> tuple[int, ...]:
    """Where a text may be cut in two: behind a line or a sentence.

    The whole preamble may become a clause, and the whole ending.
    """
    inside = (place for place in range(1, len(text)) if text[place - 1] in BREAK_AFTER)
    found = [place for place in inside if text[place:].strip() and text[:place].strip()]
    if key == PREAMBLE and text.strip():
        found.insert(0, 0)
    if key == ENDING and text.strip():
        found.append(len(text))
    return tuple(found)


def text_under(draft: ClauseDraft, key: str) -> str:
    """The text of a clause, of the preamble or of the ending."""
    if key in (PREAMBLE, ENDING):
        return draft.head.preamble if key == PREAMBLE else draft.head.ending
    return clause_of(draft, key).text


def _of_text(draft: ClauseDraft, text: str, last: int) -> Clause:
    """A clause of a part of the text; a number that it does not have follows the one before."""
    pieces = cut(text).pieces
    if pieces:
        piece = replace(pieces[0], raw=text)
    else:
        piece = Piece(min(last + 1, MOST_NUMBERED), "", text, text.strip())
    return proposed(piece, draft.head.binds)


def _with_text(draft: ClauseDraft, key: str, text: str) -> ClauseDraft:
    if key == PREAMBLE:
        return replace(draft, head=replace(draft.head, preamble=text))
    if key == ENDING:
        return replace(draft, head=replace(draft.head, ending=text))
    place = _place(draft, key)
    changed = replace(draft.clauses[place].clause, text=text)
    return _with(draft, place, place + 1, [DraftClause(key, changed)])


def _place_after(draft: ClauseDraft, key: str) -> int:
    if key == PREAMBLE:
        return 0
    return len(draft.clauses) if key == ENDING else _place(draft, key) + 1


def _place(draft: ClauseDraft, key: str) -> int:
    for place, one in enumerate(draft.clauses):
        if one.key == key:
            return place
    raise DraftError(GONE)


def _with(draft: ClauseDraft, first: int, end: int, made: Sequence[DraftClause]) -> ClauseDraft:
    clauses = (*draft.clauses[:first], *made, *draft.clauses[end:])
    return replace(draft, clauses=clauses)
