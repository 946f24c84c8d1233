"""版を公開する: what would change, from which day on; and throwing a draft away."""

from __future__ import annotations

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.sheet_editions import (
    ChangedMeanwhileError,
    NoSuchEditionError,
    Publication,
    as_sheet,
)
from app.clock import now, today
from app.records import standard_sheet
from app.records.database import reading
from app.records.sheet_drafts import SheetDraft
from app.rooms.editions.drafting import DRAFT_ID
from app.rooms.editions.forms import PublishForm, say
from app.rooms.editions.room import draft_or_404, edition_or_404, room
from app.web.answers import see_other
from app.web.form import is_brought_back
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workflows.discard_sheet_draft import discard_sheet_draft
from app.workflows.publish_check_sheet import publish_check_sheet
from audits.roles import Act
from checklists.diff import Changed, differences
from checklists.drafting import DraftError


@room.route(f"/drafts/{DRAFT_ID}/publish", methods=["GET", "POST"])
@allowed(Act.PUBLISH_CHECK_SHEET)
def publish(draft_id: int) -> ResponseReturnValue:
    """The name, the day, and how much changes; a published edition stays as it is."""
    found = draft_or_404(draft_id)
    form = PublishForm(title=found.title, edition=found.edition, seen=found.mark)
    if form.validate_on_submit():
        try:
            edition = _publish(draft_id, form)
        except ChangedMeanwhileError as refused:
            form.refuse(str(refused))
            found = draft_or_404(draft_id)
            form.seen.data = found.mark
        except DraftError as refused:
            say(form, refused)
        else:
            flash("公開しました。この版は、もう変わりません。", "done")
            return see_other("editions.show", edition=edition)
    return _page(found, form)


@room.post(f"/drafts/{DRAFT_ID}/discard")
@allowed(Act.PUBLISH_CHECK_SHEET)
def discard(draft_id: int) -> ResponseReturnValue:
    """Throws the draft away as it was shown."""
    draft_or_404(draft_id)
    if is_brought_back():
        return see_other("editions.draft", draft_id=draft_id)
    seen, who = request.form.get("seen", "")[:200], current_person().actor
    try:
        discard_sheet_draft(draft_id, seen=seen, by=who, at=now(), address=address())
    except ChangedMeanwhileError as refused:
        flash(str(refused), "warning")
        return see_other("editions.draft", draft_id=draft_id)
    except NoSuchEditionError:
        abort(404)
    flash("下書きを捨てました。", "done")
    return see_other("editions.index")


def _publish(draft_id: int, form: PublishForm) -> str:
    wanted = Publication(
        form.title.data or "", form.edition.data or "", form.used_from.data or today()
    )
    who, seen = current_person().actor, form.seen.data or ""
    try:
        return publish_check_sheet(draft_id, wanted, seen=seen, by=who, at=now(), address=address())
    except NoSuchEditionError:
        return abort(404)


def _page(found: SheetDraft, form: PublishForm) -> str:
    model = edition_or_404(found.copied_from)
    with reading() as session:
        in_use = standard_sheet.standard_sheet(session, on=today())
    return render_template(
        "editions/publish.html",
        draft=found,
        form=form,
        in_use=in_use,
        diff=differences(in_use, as_sheet(found, model.sheet)),
        kinds=Changed,
    )
