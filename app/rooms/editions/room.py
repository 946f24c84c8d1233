"""版の部屋: its blueprint, and what its pages share."""

from __future__ import annotations

from flask import Blueprint, abort

from app.acts import sheet_editions
from app.acts.sheet_editions import NoSuchEditionError
from app.records.database import reading
from app.records.sheet_drafts import SheetDraft
from app.records.standard_sheet import PublishedSheet

room = Blueprint("editions", __name__, url_prefix="/editions")


def edition_or_404(edition_id: str) -> PublishedSheet:
    try:
        with reading() as session:
            return sheet_editions.edition(session, edition_id)
    except NoSuchEditionError:
        return abort(404)


def draft_or_404(draft_id: int) -> SheetDraft:
    try:
        with reading() as session:
            return sheet_editions.draft(session, draft_id)
    except NoSuchEditionError:
        return abort(404)
