"""ある日の外部結合: what of a connection held on a day, since when, and where it was told."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import connection_amendments, connection_list
from app.records.database import reading
from app.rooms.council.connection_changes import as_of
from app.rooms.council.room import room
from app.web.asked import Asked
from app.web.permissions import allowed, current_person
from audits.roles import Act


@room.get("/connection-on-day/<path:connection>")
@allowed(Act.SEE_CONTRACTS)
def connection_as_of(connection: str) -> ResponseReturnValue:
    """As of today, unless the address names another day."""
    asked = Asked(request.args)
    on = asked.day("on", today())
    with reading() as session:
        values = connection_list.connection_of(session, connection, current_person().scope)
        if values is None:
            abort(404)
        fact = connection_amendments.through(session, values["id"])
    return render_template(
        "council/connection_as_of.html",
        number=connection,
        title=values["title"],
        held=as_of(fact, on),
        entered_on=fact.steps[0].written_on,
        on=on,
        boxes=asked.boxes("on", on),
        problems=asked.problems,
    )
