"""付議の書類: council sheets of a matter as a PDF, and how a PDF is handed out."""

from __future__ import annotations

from flask import abort, current_app, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.rooms.council.room import room
from app.web.pdf_answer import pdf_answer
from app.web.permissions import allowed, current_person
from app.workflows import print_council
from audits.roles import Act


@room.get("/sheet/<path:matter>")
@allowed(Act.TAKE_AWAY)
def sheet(matter: str) -> ResponseReturnValue:
    """The sheets of everything that the matter is about; `system`: also those of a new system.

    Once the session is over they show what was on file on its day.
    """
    try:
        pdf = print_council.print_council_sheet(
            matter,
            on=today(),
            font_dir=current_app.config["MITODOKE"].font_dir,
            scope=current_person().scope_of(Act.TAKE_AWAY),
            system=request.args.get("system") == "1",
        )
    except print_council.NoSuchMatterError:
        abort(404)
    return pdf_answer(pdf, f"付議資料 {matter}.pdf")
