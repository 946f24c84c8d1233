"""例外の承諾の通知書: the paper exactly as it was issued."""

from __future__ import annotations

from flask import abort, flash
from flask.typing import ResponseReturnValue

from app.acts.exception_paper import notice_of
from app.records import papers_on_file
from app.records.database import reading
from app.rooms.exceptions.room import load, room, wanted
from app.web.answers import go_on_to
from app.web.pdf_answer import pdf_answer
from app.web.permissions import allowed
from audits.roles import Act

ALTERED = "通知書の控えが、出したときと変わっています。管理者に知らせてください。"


@room.get("/paper/<path:number>")
@allowed(Act.TAKE_AWAY)
def paper(number: str) -> ResponseReturnValue:
    """As it was last issued; not found where nobody has decided yet."""
    which = wanted(number)
    case = load(which, Act.TAKE_AWAY)
    decision = case.on_file.decision
    with reading() as session:
        digest = notice_of(session, case.dossier.key, case.on_file)
        pdf = papers_on_file.content_of(session, digest) if digest else None
    if decision is None or digest is None:
        abort(404)
    if pdf is None or not papers_on_file.is_sound(pdf, digest):
        flash(ALTERED, "wrong")
        return go_on_to(which.address())
    title = "例外承諾通知書" if decision.gives_consent else "例外不承諾通知書"
    return pdf_answer(pdf, f"{title} {case.values['document_number']}.pdf")
