"""記録を訂正: which entry of a record, a page of them at a time."""

from __future__ import annotations

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.records import entries, filing_context
from app.records.database import reading
from app.rooms.entries.correcting import correctable
from app.web.answers import go_on_to
from app.web.asked import Asked
from app.web.filing.deed import Deed
from app.web.paging import Page
from app.web.permissions import current_person
from app.web.table import Column
from audits.roles import Act

ROWS = 50
COLUMNS = (
    Column("番号", "number"),
    Column("年月日", "when"),
    Column("区分", "key"),
    Column("内容"),
    Column("相手方"),
    Column("操作"),
)


def choose(deed: Deed, number: str) -> ResponseReturnValue:
    """Which entry of the record: each leads to the form that puts right what it says."""
    person = current_person()
    asked = Asked(request.args)
    with reading() as session:
        found = filing_context.of_contract(session, number, person.scope_of(Act.ENTER))
        if found is None:
            abort(404)
        back = url_for("contracts.show", number=number, view=deed.view)
        try:
            chain = entries.chains(session, [found.id]).get(found.id, ())
        except entries.UnreadableEntryError:
            return go_on_to(back)  # there it is said what is wrong with the record
    lines = list(correctable(number, [entry for entry, _ in chain], back))
    page = Page(asked.page(), ROWS, len(lines))
    return render_template(
        "entries/choose.html",
        deed=deed,
        number=number,
        title=found.terms["title"],
        lines=lines[page.offset : page.last],
        page=page,
        problems=asked.problems,
        columns=COLUMNS,
    )
