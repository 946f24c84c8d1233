"""後からの言葉: what the record says of a known fact that has changed, or whose answer has come."""

from __future__ import annotations

from dataclasses import replace

from app.acts.drafts import Draft, council_answer
from app.acts.loading.amended_words import changed_columns
from app.acts.loading.change import Change
from app.acts.loading.sheets import COUNCIL_MATTERS


def corrected(draft: Draft, change: Change, contract: str) -> Draft | None:
    """The draft of a correction, which says also what has changed; None where nothing has."""
    if change.sheet is COUNCIL_MATTERS and contract not in change.values["contracts"]:
        return replace(draft, text=f"{draft.text}（この契約は対象から外れた）")
    changed = [change.sheet.headings[name] for name in changed_columns(change, draft.fields)]
    return replace(draft, text=f"{draft.text}（変更：{'、'.join(changed)}）") if changed else None


def is_answer(change: Change, contract: str) -> bool:
    """Whether only the council's result was added: entered by hand, an act of its own.

    A later loading of a changed fact is a correction whatever it adds (record.md, Loading).
    """
    before = change.previous.values if change.previous else None
    return (
        change.sheet is COUNCIL_MATTERS
        and before is not None
        and before["result"] is None
        and contract in change.values["contracts"]
        and changed_columns(change, change.sheet.table.FACTS) == ["result"]
    )


def answered(draft: Draft, change: Change) -> Draft:
    """The entry of a matter's result."""
    return replace(draft, text=council_answer(change.values))
