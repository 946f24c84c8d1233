"""下書きを直す: what a draft says, clause by clause, corrected, split and joined; its settings."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.own_clause_sets import ClausesChangedMeanwhileError, ClauseWish
from app.clock import day_of, today
from app.records import own_clause_sets, standard_sheet
from app.records.clause_set_drafts import KeptDraft
from app.records.database import reading
from app.rooms.clause_sets.forms import (
    ClauseForm,
    clause_form,
    clause_typed,
    days_name,
    say,
    settings_form,
    settings_typed,
)
from app.rooms.clause_sets.lines import clause_lines, near_clauses, settings_lines, split_parts
from app.rooms.clause_sets.room import (
    DRAFT_ID,
    KEY,
    back_to,
    change_draft,
    draft_or_404,
    now_shown,
    room,
)
from app.web.answers import see_other
from app.web.form import is_brought_back
from app.web.permissions import allowed
from app.web.table import Column
from audits.kind import KIND_RULES, Kind
from audits.roles import Act
from checklists.clause import Clause
from checklists.clause_draft import checked_head
from checklists.clause_drafting import (
    ENDING,
    PREAMBLE,
    clause_of,
    text_under,
    with_changed_clause,
    with_head,
    with_joined,
    with_last_ended,
    with_numbers_from_one,
    with_split,
)
from checklists.clause_set import MOST_DAYS_BY_KIND, ClauseSet
from checklists.drafting import DraftError, mark_of
from checklists.sheet import Group
from checklists.topic import NAMES

MEGABYTES = 4  # what was typed comes back, however long it is
COLUMNS = (
    Column("番号", "number"),
    Column("条文", "long"),
    Column("義務の提案", "duty"),
    Column("近い条項（製品に付属・以前の版）", "near"),
    Column("直す", "acts"),
)
ORDERS = {"join": with_joined, "end": with_last_ended}
DONE = {"join": "前の条項につなげました。", "end": "末尾に移しました。"}


@room.get(f"/drafts/{DRAFT_ID}")
@allowed(Act.PUBLISH_CLAUSE_SET)
def draft(draft_id: int) -> str:
    """The whole draft, each clause beside the nearest one that is known."""
    kept = draft_or_404(draft_id)
    with reading() as session:
        published = own_clause_sets.published_clause_sets(session)
    return render_template(
        "clause_sets/draft.html",
        kept=kept,
        head=kept.draft.head,
        lines=clause_lines(kept.draft, published),
        settings=settings_lines(kept.draft.head),
        columns=COLUMNS,
        topics=NAMES,
        day_of=day_of,
        preamble=PREAMBLE,
        ending=ENDING,
    )


@room.route(f"/drafts/{DRAFT_ID}/settings", methods=["GET", "POST"])
@allowed(Act.PUBLISH_CLAUSE_SET, megabytes=MEGABYTES)
def settings(draft_id: int) -> ResponseReturnValue:
    """The names of the set and all that the rules take from it."""
    kept = draft_or_404(draft_id)
    form = settings_form(kept.draft.head, head_shown(kept))
    if form.validate_on_submit():
        try:
            head = checked_head(settings_typed(form, kept.draft.head))
            change = partial(
                with_head,
                change=lambda now: _with_own_text(head, now.preamble, now.ending),
            )
            change_draft(draft_id, ClauseWish(change, head_shown, form.seen.data or ""))
        except DraftError as refused:
            say(form, refused)
            form.seen.data = now_shown(draft_id, head_shown, refused, form.seen.data)
        else:
            flash("設定を変えました。", "done")
            return back_to(draft_id)
    kinds = [
        (kind, days_name(kind) if most else "", KIND_RULES[Kind(kind)].days)
        for kind, most in MOST_DAYS_BY_KIND.items()
    ]
    return render_template("clause_sets/settings.html", kept=kept, form=form, kinds=kinds)


@room.route(f"/drafts/{DRAFT_ID}/clauses/{KEY}", methods=["GET", "POST"])
@allowed(Act.PUBLISH_CLAUSE_SET, megabytes=MEGABYTES)
def clause(draft_id: int, key: str) -> ResponseReturnValue:
    """One clause: its number, heading and duty corrected, or the clause joined to another."""
    kept = draft_or_404(draft_id)
    before = _clause_or_404(kept, key)
    shown = partial(clause_shown, key=key)
    form = clause_form(before, _groups(), shown(kept))
    order = next((name for name in ORDERS if name in request.form), "")
    if order and not is_brought_back():
        return _reorder(draft_id, key, order, form.seen.data or "")
    if form.validate_on_submit():
        change = partial(with_changed_clause, key=key, changed=clause_typed(form))
        try:
            change_draft(draft_id, ClauseWish(change, shown, form.seen.data or ""))
        except DraftError as refused:
            say(form, refused)
            form.seen.data = now_shown(draft_id, shown, refused, form.seen.data)
        else:
            flash(f"番号{form.number.data}の条項を変えました。", "done")
            return back_to(draft_id, key)
    return _clause_page(kept, key, before, form)


@room.route(f"/drafts/{DRAFT_ID}/split/{KEY}", methods=["GET", "POST"])
@allowed(Act.PUBLISH_CLAUSE_SET)
def split(draft_id: int, key: str) -> ResponseReturnValue:
    """A text in two: the place is chosen among the ends of its lines and sentences."""
    kept = draft_or_404(draft_id)
    if key not in (PREAMBLE, ENDING):
        _clause_or_404(kept, key)
    problem = ""
    if request.method == "POST" and not is_brought_back():
        at = request.form.get("at", "")[:10]
        place = int(at) if at.isascii() and at.isdigit() else -1
        change = partial(with_split, key=key, at=place)
        shown = partial(text_shown, key=key)
        try:
            change_draft(draft_id, ClauseWish(change, shown, request.form.get("seen", "")[:200]))
        except DraftError as refused:
            problem = str(refused)
            kept = draft_or_404(draft_id)
        else:
            flash("2つに分けました。新しい条項の義務を確かめてください。", "done")
            return back_to(draft_id, key)
    parts, more = split_parts(text_under(kept.draft, key), key)
    return render_template(
        "clause_sets/split.html",
        kept=kept,
        key=key,
        parts=parts,
        more=more,
        seen=text_shown(kept, key),
        problem=problem,
        into_clause=key == ENDING,
    )


@room.post(f"/drafts/{DRAFT_ID}/renumber")
@allowed(Act.PUBLISH_CLAUSE_SET)
def renumber(draft_id: int) -> ResponseReturnValue:
    """Every clause numbered by its place."""
    draft_or_404(draft_id)
    if not is_brought_back():
        seen = request.form.get("seen", "")[:200]
        try:
            change_draft(draft_id, ClauseWish(with_numbers_from_one, lambda kept: kept.mark, seen))
        except DraftError as refused:
            flash(str(refused), "warning")
        else:
            flash("番号を1から振り直しました。", "done")
    return back_to(draft_id)


def head_shown(kept: KeptDraft) -> str:
    return mark_of(_with_own_text(kept.draft.head, "", ""))


def clause_shown(kept: KeptDraft, key: str) -> str:
    """The mark of one clause."""
    return mark_of([one for one in kept.draft.clauses if one.key == key])


def text_shown(kept: KeptDraft, key: str) -> str:
    """The mark of a text that may be split; none where it is not there any more."""
    try:
        return mark_of(text_under(kept.draft, key))
    except DraftError:
        return ""


def _with_own_text(head: ClauseSet, preamble: str, ending: str) -> ClauseSet:
    """Names and settings, with what stands around the clauses as given."""
    return replace(head, preamble=preamble, ending=ending)


def _reorder(draft_id: int, key: str, order: str, seen: str) -> ResponseReturnValue:
    shown = partial(clause_shown, key=key)
    try:
        change_draft(draft_id, ClauseWish(partial(ORDERS[order], key=key), shown, seen))
    except DraftError as refused:
        flash(str(refused), "warning")
        if isinstance(refused, ClausesChangedMeanwhileError):
            return see_other("clause_sets.clause", draft_id=draft_id, key=key)
    else:
        flash(DONE[order], "done")
    return back_to(draft_id)


def _clause_or_404(kept: KeptDraft, key: str) -> Clause:
    try:
        return clause_of(kept.draft, key)
    except DraftError:
        return abort(404)


def _groups() -> tuple[Group, ...]:
    """The parts of the check sheet that is used today."""
    with reading() as session:
        return standard_sheet.standard_sheet(session, on=today()).groups


def _clause_page(kept: KeptDraft, key: str, before: Clause, form: ClauseForm) -> str:
    with reading() as session:
        published = own_clause_sets.published_clause_sets(session)
    keys = [one.key for one in kept.draft.clauses]
    place = keys.index(key)
    return render_template(
        "clause_sets/clause.html",
        kept=kept,
        key=key,
        before=before,
        form=form,
        near=near_clauses(before, published),
        is_first=place == 0,
        is_last=place == len(keys) - 1,
        following=keys[place + 1] if place + 1 < len(keys) else "",
        topics=NAMES,
    )
