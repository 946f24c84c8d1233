"""特記事項を公開する: what contracts will be held to; and throwing a draft away."""

from __future__ import annotations

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.own_clause_sets import ClausesChangedMeanwhileError, NoSuchClauseSetError
from app.clock import now
from app.records.clause_set_drafts import KeptDraft
from app.rooms.clause_sets.forms import PublishForm, say
from app.rooms.clause_sets.lines import settings_lines
from app.rooms.clause_sets.room import DRAFT_ID, draft_or_404, room, set_or_404
from app.web.answers import see_other
from app.web.form import is_brought_back
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workflows.discard_clause_set_draft import discard_clause_set_draft
from app.workflows.publish_clause_set import publish_clause_set
from audits.roles import Act
from checklists.clause_diff import clause_differences
from checklists.clause_draft import number_problems
from checklists.diff import Changed
from checklists.drafting import DraftError


@room.route(f"/drafts/{DRAFT_ID}/publish", methods=["GET", "POST"])
@allowed(Act.PUBLISH_CLAUSE_SET)
def publish(draft_id: int) -> ResponseReturnValue:
    """All that the rules will take from it, and what changes; a published set stays as it is."""
    kept = draft_or_404(draft_id)
    form = PublishForm(seen=kept.mark)
    if form.validate_on_submit():
        try:
            set_id = _publish(draft_id, form.seen.data or "")
        except ClausesChangedMeanwhileError as refused:
            form.refuse(str(refused))
            kept = draft_or_404(draft_id)
            form.seen.data = kept.mark
        except DraftError as refused:
            say(form, refused)
        else:
            flash("公開しました。契約の「特記事項の版」で選べます。", "done")
            return see_other("clause_sets.show", set_id=set_id)
    return _page(kept, form)


@room.post(f"/drafts/{DRAFT_ID}/discard")
@allowed(Act.PUBLISH_CLAUSE_SET)
def discard(draft_id: int) -> ResponseReturnValue:
    """Throws the draft away as it was shown."""
    draft_or_404(draft_id)
    if is_brought_back():
        return see_other("clause_sets.draft", draft_id=draft_id)
    seen, who = request.form.get("seen", "")[:200], current_person().actor
    try:
        discard_clause_set_draft(draft_id, seen=seen, by=who, at=now(), address=address())
    except ClausesChangedMeanwhileError as refused:
        flash(str(refused), "warning")
        return see_other("clause_sets.draft", draft_id=draft_id)
    except NoSuchClauseSetError:
        abort(404)
    flash("下書きを捨てました。", "done")
    return see_other("clause_sets.index")


def _publish(draft_id: int, seen: str) -> str:
    who = current_person().actor
    try:
        return publish_clause_set(draft_id, seen=seen, by=who, at=now(), address=address())
    except NoSuchClauseSetError:
        return abort(404)


def _page(kept: KeptDraft, form: PublishForm) -> str:
    model = set_or_404(kept.copied_from)
    return render_template(
        "clause_sets/publish.html",
        kept=kept,
        form=form,
        settings=settings_lines(kept.draft.head),
        odd=list(number_problems([one.clause for one in kept.draft.clauses]).values()),
        model=model,
        diff=clause_differences(model.clause_set, kept.draft.as_set),
        kinds=Changed,
    )
