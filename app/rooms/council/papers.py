"""付議の書類: council sheets of a matter as a PDF, and how a PDF is handed out."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from app.rooms.council.room import room
from app.web.permissions import allowed, current_person
from app.workflows import print_council
from audits.roles import Act


@room.get("/sheet/<path:matter>")
@allowed(Act.TAKE_AWAY)
def sheet(matter: str) -> ResponseReturnValue:
    """The sheets of everything that the matter is about; `system`: also those of a new system."""
    try:
        pdf = print_council.print_council_sheet(
            matter,
            font_dir=current_app.config["MITODOKE"].font_dir,
            scope=current_person().scope_of(Act.TAKE_AWAY),
            system=request.args.get("system") == "1",
        )
    except print_council.NoSuchMatterError:
        abort(404)
    return pdf_answer(pdf, f"付議資料 {matter}.pdf")


def pdf_answer(pdf: bytes, name: str) -> Response:
    """The name is typed by people: it goes encoded into the header (RFC 6266)."""
    disposition = f"attachment; filename=\"paper.pdf\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Content-Disposition": disposition}
    return Response(pdf, mimetype="application/pdf", headers=headers)
