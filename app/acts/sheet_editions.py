"""チェックシートの版: drafts of editions, their publication, and which one is used when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from secrets import token_hex

from sqlalchemy.orm import Session

from app.acts import operation_log
from app.clock import day_of
from app.records import sheet_drafts, standard_sheet
from app.records.sheet_drafts import SheetDraft
from app.records.standard_sheet import PublishedSheet
from checklists.drafting import (
    DraftError,
    Items,
    checked_name,
    copied,
    mark_of,
    sheet_of,
)
from checklists.edition_text import text_of
from checklists.loader import load_sheet
from checklists.sheet import CheckSheet

COPY = "写し"
OWN_ID = "own-{}"


class NoSuchEditionError(LookupError):
    """There is no such edition, or no such draft any more."""


class ChangedMeanwhileError(DraftError):
    """Somebody has changed what the page showed; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One change of a draft, and what the page showed of what it changes.

    `seen`: the mark of that; None where nothing could be lost.
    """

    change: Callable[[SheetDraft], SheetDraft]
    shown: Callable[[SheetDraft], str] = lambda _: ""
    seen: str | None = None


def edition(session: Session, edition_id: str) -> PublishedSheet:
    """A published edition. Raises NoSuchEditionError."""
    for one in standard_sheet.published_sheets(session):
        if one.id == edition_id:
            return one
    raise NoSuchEditionError(edition_id)


def draft(session: Session, draft_id: int, *, to_change: bool = False) -> SheetDraft:
    """A draft. Raises NoSuchEditionError."""
    found = sheet_drafts.draft(session, draft_id, to_change=to_change)
    if found is None:
        raise NoSuchEditionError(str(draft_id))
    return found


def as_sheet(found: SheetDraft, model: CheckSheet) -> CheckSheet:
    """The draft in the shape of an edition, to be compared; it may still be empty."""
    return CheckSheet("draft", found.title, found.edition, model.groups, found.items)


def begin(session: Session, edition_id: str, *, by: str, at: datetime, address: str | None) -> int:
    """A draft with everything that the edition asks; its number. Raises NoSuchEditionError."""
    model = edition(session, edition_id).sheet
    named = f"{model.edition}の{COPY}"
    draft_id = sheet_drafts.begin(session, model.title, named, model.id, copied(model), by, at)
    _note(session, "begin_sheet_draft", f"{draft_id} {model.id}", by, at, address)
    return draft_id


def change(
    session: Session, draft_id: int, wish: Wish, *, by: str, at: datetime, address: str | None
) -> None:
    """Raises DraftError, ChangedMeanwhileError and NoSuchEditionError."""
    found = draft(session, draft_id, to_change=True)
    if wish.seen is not None and wish.seen != wish.shown(found):
        raise ChangedMeanwhileError(
            f"先に{found.changed_by}がここを変えています。いまの内容を確かめて、"
            "それでも変えるときは、もう一度押してください。"
        )
    changed = wish.change(found)
    if changed != found:
        sheet_drafts.keep(session, changed, by=by, at=at)
        _note(session, "change_sheet_draft", str(draft_id), by, at, address)


def discard(
    session: Session, draft_id: int, *, seen: str, by: str, at: datetime, address: str | None
) -> None:
    """Raises ChangedMeanwhileError and NoSuchEditionError."""
    found = draft(session, draft_id, to_change=True)
    _refuse_unseen(found, seen)
    sheet_drafts.discard(session, draft_id)
    _note(session, "discard_sheet_draft", f"{draft_id} {found.named}", by, at, address)


@dataclass(frozen=True, slots=True)
class Publication:
    """Under which name an edition is published, and from which day on it is used."""

    title: str
    edition: str
    used_from: date


def publish(
    session: Session,
    draft_id: int,
    wanted: Publication,
    *,
    seen: str,
    by: str,
    at: datetime,
    address: str | None,
) -> str:
    """The id of the edition. Raises DraftError, ChangedMeanwhileError and NoSuchEditionError."""
    found = draft(session, draft_id, to_change=True)
    _refuse_unseen(found, seen)
    published = standard_sheet.published_sheets(session)
    _refuse_day(published, wanted.used_from, day_of(at))
    model = edition(session, found.copied_from).sheet
    key = OWN_ID.format(1 + sum(one.by is not None for one in published))
    sheet = sheet_of(key, wanted.title, wanted.edition, model, found.items)
    if sheet.named in {one.sheet.named for one in published}:
        raise DraftError("同じ名前の版が、もう公開されています。", "edition")
    body = text_of(sheet)
    load_sheet(body, name=key)  # what is published can be read, or is not published
    digest = sha256(body.encode("utf-8")).hexdigest()
    standard_sheet.publish(session, sheet, body, digest, by=by, at=at, on=wanted.used_from)
    sheet_drafts.discard(session, draft_id)
    _note(session, "publish_check_sheet", f"{key} {wanted.used_from.isoformat()}", by, at, address)
    return key


def renamed(title: str, name: str) -> Callable[[SheetDraft], SheetDraft]:
    """The change that gives a draft its title and the name of its edition."""

    def change_(found: SheetDraft) -> SheetDraft:
        return replace(
            found, title=checked_name(title, "title"), edition=checked_name(name, "edition")
        )

    return change_


def with_items(change_items: Callable[[Items], Items]) -> Callable[[SheetDraft], SheetDraft]:
    """The change of a draft that is one of its items."""
    return lambda found: replace(found, items=change_items(found.items))


def names_shown(found: SheetDraft) -> str:
    return mark_of(found.title, found.edition)


def item_shown(subject: str) -> Callable[[SheetDraft], str]:
    """The mark of one item, its place left aside."""

    def mark(found: SheetDraft) -> str:
        same = [replace(item, number=0) for item in found.items if item.subject == subject]
        return mark_of(same)

    return mark


def new_subject() -> str:
    """The name of an item that the city has thought of itself."""
    return f"own-{token_hex(5)}"


def _refuse_unseen(found: SheetDraft, seen: str) -> None:
    if seen != found.mark:
        raise ChangedMeanwhileError(
            f"画面を開いたあとに、{found.changed_by}がこの下書きを変えています。"
            "いまの内容を確かめて、もう一度押してください。"
        )


def _refuse_day(published: Sequence[PublishedSheet], used_from: date, on: date) -> None:
    if used_from < on:
        raise DraftError("使い始める日は、今日か、それより後の日にしてください。", "used_from")
    if any(one.used_from == used_from for one in published):
        raise DraftError("その日から使う版が、もうあります。別の日にしてください。", "used_from")


def _note(
    session: Session, act: str, subject: str, by: str, at: datetime, address: str | None
) -> None:
    operation_log.note(session, by=by, act=act, subject=subject, at=at, address=address)
