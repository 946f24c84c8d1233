"""廃棄簿の印刷: the list of disposed contracts as a PDF, narrowed and sorted as on the page."""

from __future__ import annotations

from flask import current_app, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records.disposed_contracts import DisposedSort, WantedDisposed
from app.rooms.retention.room import room
from app.web.asked import Asked
from app.web.pdf_answer import pdf_answer
from app.web.permissions import allowed, current_person
from app.workflows.print_disposed import print_disposed
from audits.roles import Act

NAME = "廃棄簿.pdf"


@room.get("/disposed.pdf")
@allowed(Act.TAKE_AWAY)
def disposed_paper() -> ResponseReturnValue:
    """In the order of the page; of their numbers, where the address says none."""
    asked = Asked(request.args)
    by = asked.member("sort", DisposedSort)
    wanted = WantedDisposed(
        asked.text("q"),
        asked.text("department"),
        by or DisposedSort.STUB,
        descending=asked.flag("descending") if by else False,
    )
    pdf = print_disposed(
        wanted,
        on=today(),
        font_dir=current_app.config["MITODOKE"].font_dir,
        scope=current_person().scope_of(Act.TAKE_AWAY),
    )
    return pdf_answer(pdf, NAME)
