"""特記事項を読む: the list of clause sets, one of them, and two side by side."""

from __future__ import annotations

from secrets import token_urlsafe

from flask import render_template, request

from app.clock import day_of
from app.records import clause_set_drafts, own_clause_sets
from app.records.database import reading
from app.rooms.clause_sets.lines import changed_settings, comparable, laid_out, settings_lines
from app.rooms.clause_sets.room import room, set_or_404
from app.web.asked import Asked
from app.web.permissions import allowed, current_person
from app.web.settings_tabs import tabs
from app.web.table import Column
from audits.roles import Act
from checklists.clause_diff import clause_differences
from checklists.diff import Changed
from checklists.topic import NAMES

COLUMNS = (
    Column("特記事項"),
    Column("条項", "number"),
    Column("付ける契約"),
    Column("再委託"),
    Column("使っている契約", "number"),
    Column("公開した日", "when"),
    Column("公開した人"),
)
DRAFT_COLUMNS = (
    Column("下書き"),
    Column("もと"),
    Column("条項", "number"),
    Column("最後に変えた日", "when"),
    Column("最後に変えた人"),
)
CLAUSE_COLUMNS = (
    Column("番号", "number"),
    Column("条文", "long"),
    Column("義務者", "party"),
    Column("いつ", "often"),
    Column("確かめるもの", "proof"),
    Column("調査票", "group"),
)
DIFFERENCE_COLUMNS = (
    Column("違い", "kinds"),
    Column("前の版", "long"),
    Column("後の版", "long"),
)
SETTING_COLUMNS = (Column("設定", "kinds"), Column("前の版", "long"), Column("後の版", "long"))


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> str:
    """Every set with how many contracts hold it; the drafts for those who make them."""
    person = current_person()
    edits = person.may(Act.PUBLISH_CLAUSE_SET)
    with reading() as session:
        found = own_clause_sets.published_clause_sets(session)
        uses = own_clause_sets.uses(session, person.scope)
        drafts = clause_set_drafts.drafts(session) if edits else ()
    return render_template(
        "clause_sets/index.html",
        sets=found,
        uses=uses,
        columns=COLUMNS,
        drafts=drafts,
        draft_columns=DRAFT_COLUMNS,
        edits=edits,
        day_of=day_of,
        tabs=tabs("clause_sets.index", person),
    )


@room.get("/<string(maxlength=100):set_id>")
@allowed(Act.SEE_CONTRACTS)
def show(set_id: str) -> str:
    """One published set; it never changes."""
    person = current_person()
    one = set_or_404(set_id)
    with reading() as session:
        found = own_clause_sets.published_clause_sets(session)
        uses = own_clause_sets.uses(session, person.scope)
    return render_template(
        "clause_sets/show.html",
        one=one,
        clause_set=one.clause_set,
        uses=uses[one.id],
        settings=settings_lines(one.clause_set),
        columns=CLAUSE_COLUMNS,
        laid_out=laid_out,
        day_of=day_of,
        edits=person.may(Act.PUBLISH_CLAUSE_SET),
        form_key=token_urlsafe(16),
        others=[other for other in found if other.id != one.id],
    )


@room.get("/compare")
@allowed(Act.SEE_CONTRACTS)
def compare() -> str:
    """Two sets, or a set and a draft, as a list of what is not the same in both."""
    asked = Asked(request.args)
    edits = current_person().may(Act.PUBLISH_CLAUSE_SET)
    with reading() as session:
        found = own_clause_sets.published_clause_sets(session)
        sets = comparable(found, clause_set_drafts.drafts(session) if edits else ())
    before, after = asked.text("before"), asked.text("after")
    for name in (before, after):
        if name and name not in sets:
            asked.problems.append("選ばれた版がありません。下の一覧から選び直してください。")
    diff, settings = None, []
    if before in sets and after in sets:
        old, new = sets[before][1], sets[after][1]
        diff = clause_differences(old, new)
        settings = list(changed_settings(diff, old, new))
    return render_template(
        "clause_sets/compare.html",
        choices=[(key, words) for key, (words, _) in sets.items()],
        before=before,
        after=after,
        diff=diff,
        settings=settings,
        columns=DIFFERENCE_COLUMNS,
        setting_columns=SETTING_COLUMNS,
        kinds=Changed,
        topics=NAMES,
        laid_out=laid_out,
        problems=asked.problems,
    )
