"""画面の部品: every component in every state, for those who build and check the screens."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.rooms.look import check_sheet, contract, dashboard, matrix, small_parts, tasks
from app.rooms.look.sample_form import SampleForm
from app.web.asked import Asked
from app.web.navigation import Tab
from app.web.paging import Page
from app.web.permissions import allowed
from app.web.table import Sort
from audits.roles import Act

room = Blueprint("look", __name__)
# Each kind of screen: its words, and the facts that it is drawn from.
PARTS = {
    "parts": ("部品", small_parts),
    "forms": ("入力", None),
    "tasks": ("やること", tasks),
    "contract": ("契約", contract),
    "matrix": ("条項の確認", matrix),
    "dashboard": ("集計", dashboard),
    "check_sheet": ("調査票", check_sheet),
}


@room.get("/look")
@allowed(Act.SEE_LOOK)
def show() -> ResponseReturnValue:
    """The small parts."""
    return _part("parts")


@room.get("/look/<name>")
@allowed(Act.SEE_LOOK)
def show_part(name: str) -> ResponseReturnValue:
    """The parts of one kind of screen, with the facts of the drawings."""
    if name not in PARTS:
        abort(404)
    return _part(name)


def _part(name: str) -> str:
    form = SampleForm(request.args if "checked" in request.args else None)
    if "checked" in request.args:
        form.validate()
    return render_template(
        f"look/{name}.html",
        samples=PARTS[name][1],
        form=form,
        tabs_here=tuple(_tabs(name)),
        sort=Sort("due", descending=request.args.get("descending") == "1"),
        page=Page(Asked(request.args).page(), 50, 1234),
        opened=frozenset(request.args.getlist("open")),
    )


def _tabs(present: str) -> list[Tab]:
    return [
        Tab(words, url_for("look.show_part", name=name), name == present)
        for name, (words, _) in PARTS.items()
    ]
