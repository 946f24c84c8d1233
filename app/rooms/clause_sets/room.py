"""特記事項の部屋: its blueprint, and what its pages share."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from app.acts import own_clause_sets
from app.acts.own_clause_sets import (
    ClausesChangedMeanwhileError,
    ClauseWish,
    NoSuchClauseSetError,
)
from app.clock import now
from app.records.clause_set_drafts import KeptDraft
from app.records.database import reading
from app.records.own_clause_sets import PublishedClauseSet
from app.web.answers import go_on_to
from app.web.page_address import address as page_address
from app.web.permissions import current_person
from app.web.sessions import address
from app.workflows.change_clause_set_draft import change_clause_set_draft
from checklists.drafting import DraftError

room = Blueprint("clause_sets", __name__, url_prefix="/clause-sets")
DRAFT_ID = "<int(max=2147483647):draft_id>"
KEY = "<string(maxlength=20):key>"


def set_or_404(set_id: str) -> PublishedClauseSet:
    try:
        with reading() as session:
            return own_clause_sets.clause_set(session, set_id)
    except NoSuchClauseSetError:
        return abort(404)


def draft_or_404(draft_id: int) -> KeptDraft:
    try:
        with reading() as session:
            return own_clause_sets.draft(session, draft_id)
    except NoSuchClauseSetError:
        return abort(404)


def change_draft(draft_id: int, wish: ClauseWish) -> None:
    """Raises DraftError and ClausesChangedMeanwhileError."""
    try:
        change_clause_set_draft(
            draft_id, wish, by=current_person().actor, at=now(), address=address()
        )
    except NoSuchClauseSetError:
        abort(404)


def now_shown(
    draft_id: int,
    shown: Callable[[KeptDraft], str],
    refused: DraftError,
    before: str | None,
) -> str | None:
    """Whoever was told that somebody was quicker, and sends again, means it."""
    if not isinstance(refused, ClausesChangedMeanwhileError):
        return before
    return shown(draft_or_404(draft_id))


def back_to(draft_id: int, key: str = "") -> ResponseReturnValue:
    """The draft, at the clause where somebody was."""
    anchor = f"clause-{key}" if key else None
    return go_on_to(page_address("clause_sets.draft", draft_id=draft_id, _anchor=anchor))
