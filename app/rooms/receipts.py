"""報告の受領: one press in a list of due items says that a report has come today."""

from __future__ import annotations

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.acts.filing.hand_entry import HandEntry, NotThereError
from app.acts.loading.sheets import RECEIPTS
from app.clock import now, today
from app.records.database import reading
from app.records.reachable import reachable
from app.web.answers import go_on_to, own_path
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workbooks.hand_row import Typed, hand_row
from app.workbooks.hand_sheets import HAND_SHEETS
from app.workflows.file_entry import file_entry
from audits.roles import Act

room = Blueprint("receipts", __name__, url_prefix="/receipts")
ASKED = ("種別", "対象期間", "依頼番号")
LONGEST = 200
MOST_BRANCHES = 10_000
NOT_TAKEN = "受領を記録できませんでした。「受領を記録」から入れてください。"
DONE = (
    "今日受け取った報告として記録しました。"
    "日付や要旨を直すときは、管理記録の「記録を訂正」からです。"
)


@room.post("/today/<path:number>")
@allowed(Act.ENTER)
def received_today(number: str) -> ResponseReturnValue:
    """As the form of a receipt files it, with today's date and nothing else to say."""
    branch = request.form.get("branch", 0, type=int)
    with reading() as session:
        is_there = reachable(session, number, current_person().scope_of(Act.ENTER)) is not None
    if not is_there or not 0 <= branch < MOST_BRANCHES:
        abort(404)
    given = {heading: request.form.get(heading, "")[:LONGEST] for heading in ASKED}
    place: dict[str, Typed] = {"契約番号": number, "枝番": str(branch), "受領日": today()}
    read = hand_row(HAND_SHEETS[RECEIPTS.sheet], {**given, **place})
    filed = False
    if read.row is not None and not read.problems:
        headings = frozenset(cell.heading for cell in RECEIPTS.cells)
        entry = HandEntry(RECEIPTS, number, read.row, headings, branch)
        try:
            filing = file_entry(
                entry,
                key=request.form.get("form_key", "")[:LONGEST],
                by=current_person(),
                at=now(),
                address=address(),
                asks_first=False,
            )
        except NotThereError:
            abort(404)
        filed = filing.filed
    flash(DONE if filed else NOT_TAKEN, "done" if filed else "warning")
    back = request.form.get("back", "")
    view = url_for("contracts.show", number=number, view="due")
    return go_on_to(own_path(back) if back else view)
