"""版を読む: the list of editions, one of them, two side by side, and the library of items."""

from __future__ import annotations

from secrets import token_urlsafe

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.sheet_editions import NoSuchEditionError
from app.clock import day_of, now, today
from app.records import sheet_drafts, standard_sheet
from app.records.database import reading
from app.rooms.editions.lines import comparable, edition_lines, groups_of
from app.rooms.editions.room import edition_or_404, room
from app.web.answers import see_other
from app.web.asked import Asked
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.web.settings_tabs import tabs
from app.web.table import Column
from app.workflows.begin_sheet_draft import begin_sheet_draft
from audits.roles import Act
from audits.words import folded
from checklists.diff import Changed, differences
from checklists.library import LibraryItem, library, modules
from checklists.sheet import GROUP_CODES
from checklists.topic import NAMES

LONGEST_KEY = 64
COLUMNS = (
    Column("状態"),
    Column("版"),
    Column("使い始める日", "when"),
    Column("項目", "number"),
    Column("公開した日", "when"),
    Column("公開した人"),
)
DRAFT_COLUMNS = (
    Column("下書き"),
    Column("もとの版"),
    Column("項目", "number"),
    Column("最後に変えた日", "when"),
    Column("最後に変えた人"),
)
ITEM_COLUMNS = (
    Column("番号", "number"),
    Column("項目", "long"),
    Column("主題", "topic"),
    Column("出どころ"),
)
DIFFERENCE_COLUMNS = (
    Column("違い", "kinds"),
    Column("前の版", "long"),
    Column("後の版", "long"),
)


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> str:
    """Every edition with its state and its day; the drafts for those who make them."""
    edits = current_person().may(Act.PUBLISH_CHECK_SHEET)
    with reading() as session:
        found = standard_sheet.published_sheets(session)
        drafts = sheet_drafts.drafts(session) if edits else ()
    return render_template(
        "editions/index.html",
        lines=list(edition_lines(found, today())),
        columns=COLUMNS,
        drafts=drafts,
        draft_columns=DRAFT_COLUMNS,
        names={one.id: one.sheet.named for one in found},
        edits=edits,
        day_of=day_of,
        tabs=tabs("editions.index", current_person()),
    )


@room.get("/<string(maxlength=100):edition>")
@allowed(Act.SEE_CONTRACTS)
def show(edition: str) -> str:
    """One published edition; it never changes."""
    one = edition_or_404(edition)
    with reading() as session:
        found = standard_sheet.published_sheets(session)
    [line] = [line for line in edition_lines(found, today()) if line.published.id == one.id]
    return render_template(
        "editions/show.html",
        line=line,
        sheet=one.sheet,
        groups=groups_of(one.sheet),
        columns=ITEM_COLUMNS,
        topics=NAMES,
        day_of=day_of,
        edits=current_person().may(Act.PUBLISH_CHECK_SHEET),
        form_key=token_urlsafe(16),
        others=[other for other in found if other.id != one.id],
    )


@room.post("/<string(maxlength=100):edition>/copy")
@allowed(Act.PUBLISH_CHECK_SHEET)
def copy(edition: str) -> ResponseReturnValue:
    """Begins a draft with everything that the edition asks."""
    key = request.form.get("form_key", "")[:LONGEST_KEY]
    try:
        draft_id = begin_sheet_draft(
            edition, key=key, by=current_person().actor, at=now(), address=address()
        )
    except NoSuchEditionError:
        abort(404)
    return see_other("editions.draft", draft_id=draft_id)


@room.get("/compare")
@allowed(Act.SEE_CONTRACTS)
def compare() -> str:
    """Two editions, or an edition and a draft, as a list of what is not the same in both."""
    asked = Asked(request.args)
    with reading() as session:
        found = standard_sheet.published_sheets(session)
        edits = current_person().may(Act.PUBLISH_CHECK_SHEET)
        sheets = comparable(found, sheet_drafts.drafts(session) if edits else ())
    before, after = asked.text("before"), asked.text("after")
    for name in (before, after):
        if name and name not in sheets:
            asked.problems.append("選ばれた版がありません。下の一覧から選び直してください。")
    both = before in sheets and after in sheets
    return render_template(
        "editions/compare.html",
        choices=[(key, words) for key, (words, _) in sheets.items()],
        before=before,
        after=after,
        named={key: words for key, (words, _) in sheets.items()},
        diff=differences(sheets[before][1], sheets[after][1]) if both else None,
        columns=DIFFERENCE_COLUMNS,
        kinds=Changed,
        topics=NAMES,
        problems=asked.problems,
    )


@room.get("/library")
@allowed(Act.SEE_CONTRACTS)
def show_library() -> str:
    """The library of items, group by group, then the modules of special cases."""
    asked = Asked(request.args)
    words = asked.text("q")
    found = [item for item in library().values() if _has(item, words)]
    parts = [(code, [item for item in found if item.group == code]) for code in GROUP_CODES]
    special = [(one, [i for i in one.items if _has(i, words)]) for one in modules().values()]
    with reading() as session:
        sheets = standard_sheet.published_sheets(session)
    return render_template(
        "editions/library.html",
        q=words,
        total=len(found) + sum(len(items) for _, items in special),
        parts=parts,
        special=special,
        group_names={g.code: g.name for g in sheets[0].sheet.groups} if sheets else {},
        topics=NAMES,
        problems=asked.problems,
    )


def _has(item: LibraryItem, words: str) -> bool:
    """Whether every word that was asked for stands somewhere in it."""
    said = folded(f"{item.text} {item.look_at} {item.basis} {NAMES[item.answers_to]}")
    return all(folded(word) in said for word in words.split())
