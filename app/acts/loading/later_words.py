"""後からの言葉: what the record says of a known fact that has changed, or whose answer has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.acts.drafts import About, Draft, council_answer, drafts_of
from app.acts.loading.amended_words import changed_columns
from app.acts.loading.change import Change
from app.acts.loading.sheets import COUNCIL_MATTERS

ANSWERED = "result"  # the slot of that entry
RESULT = "result"
# What the entry of a result says: of which session it is, and what was decided there.
OF_ANSWER = ("held_on", "session", "document_number", RESULT)


def corrected(
    draft: Draft, change: Change, contract: str, *, is_apart: bool = False
) -> Draft | None:
    """The draft of a correction, which says also what has changed; None where nothing has.

    `is_apart`: of a matter whose result stands in an entry of its own.
    """
    if change.sheet is COUNCIL_MATTERS and (standing := _standing(change, contract)):
        return replace(draft, text=f"{draft.text}（{standing}）")
    names = changed_columns(change, _spoken_of(draft) if is_apart else draft.fields)
    if not names:
        return None
    if draft.slot == ANSWERED and change.values[RESULT] is None:
        return _taken_back(draft, change)
    changed = [change.sheet.headings[name] for name in names]
    return replace(draft, text=f"{draft.text}（変更：{'、'.join(changed)}）")


def is_answer(change: Change, contract: str) -> bool:
    """Whether only the council's result was added: entered by hand, an act of its own.

    A later loading of a changed fact is a correction whatever it adds (record.md, Loading).
    """
    before = change.previous.values if change.previous else None
    return (
        change.sheet is COUNCIL_MATTERS
        and before is not None
        and before[RESULT] is None
        and contract in change.values["contracts"]
        and changed_columns(change, change.sheet.table.FACTS) == [RESULT]
    )


def answered(draft: Draft, change: Change) -> Draft:
    """The entry of a matter's result."""
    return replace(draft, slot=ANSWERED, text=council_answer(change.values))


def drafts_apart(change: Change, about: About) -> list[Draft]:
    """What was laid before the council, and its result: each puts right an entry of its own."""
    [laid] = drafts_of(change.sheet.table, {**change.values, RESULT: None}, about)
    return [laid, answered(laid, change)]


def _standing(change: Change, contract: str) -> str:
    """Whether the matter is about the contract no more, or once more; blank where it was and is."""
    if contract not in change.values["contracts"]:
        return "この契約は対象から外れた"
    before = change.previous.values["contracts"] if change.previous else [contract]
    return "" if contract in before else "この契約を再び対象とした"


def _spoken_of(draft: Draft) -> Sequence[str]:
    """The columns that an entry tells of in words."""
    if draft.slot == ANSWERED:
        return OF_ANSWER
    return [name for name in draft.fields if name != RESULT]


def _taken_back(draft: Draft, change: Change) -> Draft | None:
    """None where the result was taken away before, and that is in the record."""
    before = change.previous.values if change.previous else change.values
    if before[RESULT] is None:
        return None
    return replace(draft, text=f"{council_answer(before)}（記載の取消し）")
