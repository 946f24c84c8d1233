"""ある日の契約の頁: a contract as it stood on a day, by what is known today."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records.as_of_page import as_of_page
from app.records.database import reading
from app.rooms.contracts.as_of_days import days_of, neighbours
from app.rooms.contracts.as_of_view import contents
from app.rooms.contracts.room import room
from app.rooms.contracts.views import View, address
from app.web.asked import Asked
from app.web.permissions import allowed, current_person
from audits.roles import Act


@room.get("/as-of/<path:number>")
@allowed(Act.SEE_CONTRACTS)
def as_of(number: str) -> ResponseReturnValue:
    """The terms, the parties and what else held on the day `on`; today where none is said."""
    asked = Asked(request.args)
    on = asked.day("on", today())
    with reading() as session:
        page = as_of_page(session, number, current_person().scope)
    if page is None:
        abort(404)
    days = days_of(page)
    return render_template(
        "contracts/as_of.html",
        page=page,
        on=on,
        today=today(),
        contents=contents(page, on, today()),
        days=days,
        around=neighbours(days, on),
        boxes=asked.boxes("on", on),
        problems=asked.problems,
        history=address(number, View.CHANGES),
    )
