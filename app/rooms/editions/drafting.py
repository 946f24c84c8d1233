"""下書きを作る: what a draft asks, item by item; taken over, written, changed, moved, taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from secrets import token_urlsafe

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.sheet_editions import (
    ChangedMeanwhileError,
    NoSuchEditionError,
    Wish,
    item_shown,
    names_shown,
    new_subject,
    renamed,
    with_items,
)
from app.clock import day_of, now
from app.records.sheet_drafts import SheetDraft
from app.records.standard_sheet import PublishedSheet
from app.rooms.editions.forms import ItemForm, NamesForm, filled_in, item_typed, say
from app.rooms.editions.lines import in_groups
from app.rooms.editions.room import draft_or_404, edition_or_404, room
from app.web.answers import go_on_to, see_other
from app.web.form import is_brought_back
from app.web.page_address import address as page_address
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.web.table import Column
from app.workflows.change_sheet_draft import change_sheet_draft
from audits.roles import Act
from checklists.drafting import (
    DraftError,
    Items,
    with_changed_item,
    with_library_item,
    with_moved_item,
    with_own_item,
    without_item,
)
from checklists.library import LibraryItem, library, modules
from checklists.sheet import GROUP_CODES, CheckItem, Group
from checklists.topic import NAMES

LONGEST_KEY = 64
MEGABYTES = 4  # what was typed comes back, however long it is
STEPS = {"up": -1, "down": 1}
COLUMNS = (
    Column("番号", "number"),
    Column("項目", "long"),
    Column("主題", "topic"),
    Column("変える", "acts"),
)
DRAFT_ID = "<int(max=2147483647):draft_id>"


@room.route(f"/drafts/{DRAFT_ID}", methods=["GET", "POST"])
@allowed(Act.PUBLISH_CHECK_SHEET, megabytes=MEGABYTES)
def draft(draft_id: int) -> ResponseReturnValue:
    """The whole draft; its title and the name of its edition are changed here."""
    found = draft_or_404(draft_id)
    model = edition_or_404(found.copied_from)
    form = NamesForm(title=found.title, edition=found.edition, seen=names_shown(found))
    if form.validate_on_submit():
        change = renamed(form.title.data or "", form.edition.data or "")
        wish = Wish(change, names_shown, form.seen.data or "")
        try:
            _change(draft_id, wish)
        except DraftError as refused:
            say(form, refused)
            form.seen.data = _now_shown(draft_id, names_shown, refused, form.seen.data)
        else:
            flash("名前を変えました。", "done")
            return see_other("editions.draft", draft_id=draft_id)
    return _page(found, model, form)


@room.post(f"/drafts/{DRAFT_ID}/move")
@allowed(Act.PUBLISH_CHECK_SHEET)
def move(draft_id: int) -> ResponseReturnValue:
    """One item one place up or down, beyond the end of a group into the next one."""
    way = next((way for way in STEPS if way in request.form), "")
    subject = request.form.get(way, "")[:200]
    seen = request.form.get("seen", "")[:200]
    if way and not is_brought_back():
        change = with_items(partial(with_moved_item, subject=subject, step=STEPS[way]))
        try:
            _change(draft_id, Wish(change, lambda found: found.mark, seen))
        except DraftError as refused:
            flash(str(refused), "warning")
    draft_or_404(draft_id)
    return go_on_to(page_address("editions.draft", draft_id=draft_id, _anchor=f"item-{subject}"))


@room.route(f"/drafts/{DRAFT_ID}/items/<string(maxlength=200):subject>", methods=["GET", "POST"])
@allowed(Act.PUBLISH_CHECK_SHEET, megabytes=MEGABYTES)
def item(draft_id: int, subject: str) -> ResponseReturnValue:
    """One item, to be worded anew or taken out."""
    found = draft_or_404(draft_id)
    model = edition_or_404(found.copied_from)
    before = next((one for one in found.items if one.subject == subject), None)
    if before is None and request.method == "GET":
        abort(404)
    shown = item_shown(subject)
    form = filled_in(model.sheet.groups, before, shown(found))
    if "remove" in request.form and not is_brought_back():
        return _remove(draft_id, subject, form.seen.data or "")
    if form.validate_on_submit():
        change = with_items(
            partial(with_changed_item, subject=subject, changed=item_typed(form, subject))
        )
        try:
            _change(draft_id, Wish(change, shown, form.seen.data or ""))
        except DraftError as refused:
            say(form, refused)
            form.seen.data = _now_shown(draft_id, shown, refused, form.seen.data)
        else:
            flash("項目を変えました。", "done")
            return _back(draft_id, subject)
    return _item_page(found, form, before)


@room.route(f"/drafts/{DRAFT_ID}/own", methods=["GET", "POST"])
@allowed(Act.PUBLISH_CHECK_SHEET, megabytes=MEGABYTES)
def own(draft_id: int) -> ResponseReturnValue:
    """A new item in the city's own words."""
    found = draft_or_404(draft_id)
    model = edition_or_404(found.copied_from)
    form = filled_in(model.sheet.groups, None, "")
    if form.validate_on_submit():
        subject = new_subject()
        change = with_items(partial(with_own_item, item=item_typed(form, subject)))
        try:
            _change(draft_id, Wish(change), key=(form.form_key.data or "")[:LONGEST_KEY])
        except DraftError as refused:
            say(form, refused)
        else:
            flash("項目を加えました。", "done")
            return _back(draft_id, subject)
    return _item_page(found, form, None, is_new=True)


@room.route(f"/drafts/{DRAFT_ID}/add", methods=["GET", "POST"])
@allowed(Act.PUBLISH_CHECK_SHEET)
def add(draft_id: int) -> ResponseReturnValue:
    """Items of the library that the draft does not have yet, as many at once as are chosen."""
    found = draft_or_404(draft_id)
    model = edition_or_404(found.copied_from)
    problem = ""
    if request.method == "POST" and not is_brought_back():
        chosen = request.form.getlist("item")
        known = _library()
        try:
            if not chosen or not set(chosen) <= set(known):
                raise DraftError("項目集にある項目を、1つ以上選んでください。")
            wanted = [known[key] for key in dict.fromkeys(chosen)]
            _change(draft_id, Wish(with_items(partial(_with_all, wanted=wanted))))
        except DraftError as refused:
            problem = str(refused)
        else:
            flash(f"項目集から{len(wanted)}項目を加えました。", "done")
            return _back(draft_id, wanted[-1].subject)
    return _add_page(found, model, problem)


def _with_all(items: Items, wanted: Sequence[LibraryItem]) -> Items:
    for one in wanted:
        items = with_library_item(items, one)
    return items


def _library() -> dict[str, LibraryItem]:
    """Those of the library and of the modules, by id."""
    return dict(library()) | {i.id: i for one in modules().values() for i in one.items}


def _remove(draft_id: int, subject: str, seen: str) -> ResponseReturnValue:
    change = with_items(partial(without_item, subject=subject))
    try:
        _change(draft_id, Wish(change, item_shown(subject), seen))
    except DraftError as refused:
        flash(str(refused), "warning")
        if isinstance(refused, ChangedMeanwhileError):
            return _back(draft_id, subject)
    else:
        flash("項目を外しました。", "done")
    return see_other("editions.draft", draft_id=draft_id)


def _change(draft_id: int, wish: Wish, *, key: str = "") -> None:
    try:
        change_sheet_draft(
            draft_id, wish, by=current_person().actor, at=now(), address=address(), key=key
        )
    except NoSuchEditionError:
        abort(404)


def _now_shown(
    draft_id: int, shown: Callable[[SheetDraft], str], refused: DraftError, before: str | None
) -> str | None:
    """Whoever was told that somebody was quicker, and sends again, means it."""
    if not isinstance(refused, ChangedMeanwhileError):
        return before
    return shown(draft_or_404(draft_id))


def _back(draft_id: int, subject: str) -> ResponseReturnValue:
    return go_on_to(page_address("editions.draft", draft_id=draft_id, _anchor=f"item-{subject}"))


def _page(found: SheetDraft, model: PublishedSheet, form: NamesForm) -> str:
    return render_template(
        "editions/draft.html",
        draft=found,
        model=model,
        form=form,
        groups=in_groups(model.sheet.groups, found.items),
        columns=COLUMNS,
        topics=NAMES,
        day_of=day_of,
    )


def _item_page(
    found: SheetDraft, form: ItemForm, before: CheckItem | None, *, is_new: bool = False
) -> str:
    if not form.form_key.data:
        form.form_key.data = token_urlsafe(16)
    return render_template(
        "editions/item.html", draft=found, form=form, before=before, is_new=is_new
    )


def _add_page(found: SheetDraft, model: PublishedSheet, problem: str) -> str:
    has = {one.subject for one in found.items}
    names: dict[str, Group] = {group.code: group for group in model.sheet.groups}
    parts = [
        (f"{code} {names[code].name}", [i for i in library().values() if i.group == code])
        for code in GROUP_CODES
    ] + [(f"特別な場合：{one.name}", list(one.items)) for one in modules().values()]
    return render_template(
        "editions/add.html",
        draft=found,
        parts=[(words, [i for i in items if i.subject not in has]) for words, items in parts],
        chosen=set(request.form.getlist("item")),
        problem=problem,
        topics=NAMES,
    )
