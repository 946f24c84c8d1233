"""特記事項の版: a municipality's own clauses brought in, put right, and published for contracts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from app.acts import operation_log, publishing
from app.records import clause_set_drafts, own_clause_sets
from app.records.clause_set_drafts import KeptDraft
from app.records.own_clause_sets import PublishedClauseSet
from checklists.clause_draft import ClauseDraft, checked_head, copied, cut_draft, set_of
from checklists.clause_set import ClauseSet
from checklists.clause_set_text import text_of
from checklists.drafting import DraftError
from checklists.loader import load_clause_set

COPY = "写し"
OWN_ID = "own-{}"
OWN_NUMBER = re.compile(r"own-([0-9]{1,9})")
PASTED = "貼り付けた文章"
# Gives what a pasted text does not say itself: the one on the law as it is today.
MODEL = "national-act-2023"
NEW_TITLE, NEW_EDITION = "個人情報取扱特記事項", "新しい版"
LONGEST_SOURCE_NAME = 100


class NoSuchClauseSetError(LookupError):
    """There is no such clause set, or no such draft any more."""


class ClausesChangedMeanwhileError(DraftError):
    """Somebody has changed what the page showed; nothing was kept."""


@dataclass(frozen=True, slots=True)
class ClauseWish:
    """One change of a draft, and what the page showed of what it changes.

    `seen`: the mark of that; None where nothing could be lost.
    """

    change: Callable[[ClauseDraft], ClauseDraft]
    shown: Callable[[KeptDraft], str] = lambda _: ""
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """A text that was pasted or loaded. `earlier`: the own version that it follows, or blank."""

    text: str
    source: str
    earlier: str = ""


def clause_set(session: Session, set_id: str) -> PublishedClauseSet:
    """A published clause set. Raises NoSuchClauseSetError."""
    for one in own_clause_sets.published_clause_sets(session):
        if one.id == set_id:
            return one
    raise NoSuchClauseSetError(set_id)


def draft(session: Session, draft_id: int, *, to_change: bool = False) -> KeptDraft:
    """A draft. Raises NoSuchClauseSetError."""
    found = clause_set_drafts.draft(session, draft_id, to_change=to_change)
    if found is None:
        raise NoSuchClauseSetError(str(draft_id))
    return found


@dataclass(frozen=True, slots=True)
class Cut:
    """A text that is cut into clauses already, and the set that gave what it does not say."""

    draft: ClauseDraft
    source: str
    model: str


def model_of(session: Session, brought: BroughtIn, *, at: datetime) -> ClauseSet:
    """The set by which the text is cut. Raises NoSuchClauseSetError."""
    publishing.publish_shipped(session, at=at)
    return clause_set(session, brought.earlier or MODEL).clause_set


def cut_by(model: ClauseSet, brought: BroughtIn) -> Cut:
    """Raises DraftError where the text has no clauses."""
    made = cut_draft(brought.text, model, is_earlier=bool(brought.earlier))
    named = _named_anew(made, model if brought.earlier else None)
    return Cut(named, brought.source[:LONGEST_SOURCE_NAME] or PASTED, model.id)


def bring_in(session: Session, cut: Cut, *, by: str, at: datetime, address: str | None) -> int:
    """A draft of the text, cut and proposed; its number."""
    draft_id = clause_set_drafts.begin(session, cut.draft, cut.source, cut.model, by=by, at=at)
    _note(session, "bring_in_clause_set", f"{draft_id} {cut.source}", by, at, address)
    return draft_id


def copy(session: Session, set_id: str, *, by: str, at: datetime, address: str | None) -> int:
    """A draft with all that a published set says; its number. Raises NoSuchClauseSetError."""
    model = clause_set(session, set_id).clause_set
    made = _named_anew(copied(model), model)
    source = model.named[:LONGEST_SOURCE_NAME]
    draft_id = clause_set_drafts.begin(session, made, source, model.id, by=by, at=at)
    _note(session, "begin_clause_set_draft", f"{draft_id} {model.id}", by, at, address)
    return draft_id


def change(
    session: Session, draft_id: int, wish: ClauseWish, *, by: str, at: datetime, address: str | None
) -> None:
    """Raises DraftError, ClausesChangedMeanwhileError and NoSuchClauseSetError."""
    found = draft(session, draft_id, to_change=True)
    if wish.seen is not None and wish.seen != wish.shown(found):
        raise ClausesChangedMeanwhileError(
            f"先に{found.changed_by}がここを変えています。いまの内容を確かめて、"
            "それでも変えるときは、もう一度押してください。"
        )
    changed = wish.change(found.draft)
    if changed != found.draft:
        clause_set_drafts.keep(session, draft_id, changed, by=by, at=at)
        _note(session, "change_clause_set_draft", str(draft_id), by, at, address)


def discard(
    session: Session, draft_id: int, *, seen: str, by: str, at: datetime, address: str | None
) -> None:
    """Raises ClausesChangedMeanwhileError and NoSuchClauseSetError."""
    found = draft(session, draft_id, to_change=True)
    _refuse_unseen(found, seen)
    clause_set_drafts.discard(session, draft_id)
    _note(session, "discard_clause_set_draft", f"{draft_id} {found.named}", by, at, address)


def publish(
    session: Session, draft_id: int, *, seen: str, by: str, at: datetime, address: str | None
) -> str:
    """The id of the set. Raises DraftError, ClausesChangedMeanwhileError, NoSuchClauseSetError."""
    found = draft(session, draft_id, to_change=True)
    _refuse_unseen(found, seen)
    published = own_clause_sets.published_clause_sets(session)
    numbers = (OWN_NUMBER.fullmatch(one.id) for one in published)
    key = OWN_ID.format(1 + max((int(found[1]) for found in numbers if found), default=0))
    ready = replace(found.draft, head=checked_head(found.draft.head))
    made = set_of(key, ready)
    if made.named in {one.clause_set.named for one in published}:
        raise DraftError("同じ題名と版の特記事項が、もう公開されています。", "edition")
    body = text_of(made)
    load_clause_set(body, name=key, own=True)  # what is published can be read, or is not published
    digest = sha256(body.encode("utf-8")).hexdigest()
    own_clause_sets.publish(session, made, body, digest, found.source, by=by, at=at)
    clause_set_drafts.discard(session, draft_id)
    _note(session, "publish_clause_set", f"{key} {made.named}", by, at, address)
    return key


def _named_anew(made: ClauseDraft, model: ClauseSet | None) -> ClauseDraft:
    """Under a name that tells it from what it was made from; the person gives it its own."""
    if model is None:
        head = replace(made.head, title=NEW_TITLE, short_title=NEW_EDITION, edition=NEW_EDITION)
    else:
        head = replace(made.head, edition=f"{model.edition}の{COPY}")
    return replace(made, head=head)


def _refuse_unseen(found: KeptDraft, seen: str) -> None:
    if seen != found.mark:
        raise ClausesChangedMeanwhileError(
            f"画面を開いたあとに、{found.changed_by}がこの下書きを変えています。"
            "いまの内容を確かめて、もう一度押してください。"
        )


def _note(
    session: Session, act: str, subject: str, by: str, at: datetime, address: str | None
) -> None:
    operation_log.note(session, by=by, act=act, subject=subject, at=at, address=address)
