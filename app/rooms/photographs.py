"""調査票の写真: several for each item, until the inspection is concluded."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, flash, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.answering import AnswerError, NoVisitError, item_named
from app.acts.city import MOST_MEGABYTES
from app.acts.evidence import SWITCHED_OFF, EvidenceError
from app.acts.file_check.content import checked_picture
from app.acts.file_check.refusal import FileRefusedError
from app.acts.sheet_of_visit import NamedVisit, sheet_of_visit
from app.clock import now, today
from app.records.database import reading
from app.records.sheets import Sheet
from app.web.answers import go_on_to
from app.web.chosen_files import CHOOSE_AGAIN, MOST_AT_ONCE, chosen_files
from app.web.evidence_forms import PhotographsForm
from app.web.form import is_brought_back
from app.web.named_visit import named_visit, visit_address
from app.web.permissions import allowed, current_person
from app.web.photograph_lines import Photographs, photographs_of
from app.web.sent_file import sent_file
from app.web.sessions import address
from app.workflows.change_photographs import add_photographs, remove_photograph
from app.workflows.take_photograph import take_photograph
from audits.roles import Act
from checklists.composing import ComposedItem

room = Blueprint("photographs", __name__, url_prefix="/photographs")
MEGABYTES = MOST_MEGABYTES + 1  # for what stands around the files
NOT_HERE, UNPROCESSABLE = 404, 422
REFUSALS = (FileRefusedError, EvidenceError, AnswerError)


@room.get("/item/<path:number>")
@allowed(Act.ENTER)
def show(number: str) -> ResponseReturnValue:
    """The photographs of one item, and the form that adds to them."""
    place = named_visit(number)
    return _page(place, PhotographsForm())


@room.post("/add/<path:number>")
@allowed(Act.ENTER, megabytes=MEGABYTES)
def add(number: str) -> ResponseReturnValue:
    """Adds photographs to the item, all of them or none."""
    place, form = named_visit(number), PhotographsForm()
    if is_brought_back():
        flash(CHOOSE_AGAIN, "warning")
    if not form.validate_on_submit():
        return _page(place, form)
    try:
        count = _add(place, form.files.data or ())
    except REFUSALS as refused:
        form.files.errors = [str(refused)]
        return _page(place, form), _status(refused)
    flash(f"この項目の写真は{count}枚になりました。", "done")
    return go_on_to(_address(place))


@room.post("/send/<path:number>")
@allowed(Act.ENTER, megabytes=MEGABYTES)
def send(number: str) -> ResponseReturnValue:
    """The same for the page of the sheet, which stays where it is."""
    place = named_visit(number)
    try:
        _add(place, request.files.getlist("files"))
    except REFUSALS as refused:
        return jsonify(sentence=str(refused)), _status(refused)
    lines = _photographs(place)[0][_key()]
    return jsonify(
        photographs=[{"name": one.name, "size": one.size, "href": one.href} for one in lines]
    )


@room.post("/remove/<int(max=2147483647):photograph_id>/<path:number>")
@allowed(Act.ENTER)
def remove(photograph_id: int, number: str) -> ResponseReturnValue:
    """Takes a photograph off its item; its bytes are gone."""
    place = named_visit(number)
    if not is_brought_back():
        try:
            remove_photograph(
                place, photograph_id, by=current_person(), at=now(), address=address()
            )
        except NoVisitError:
            abort(404)
        except EvidenceError as refused:
            flash(str(refused), "wrong")
        else:
            flash("写真を外しました。", "done")
    return go_on_to(_address(place))


@room.get("/file/<int(max=2147483647):photograph_id>/<path:number>")
@allowed(Act.ENTER)
def download(photograph_id: int, number: str) -> ResponseReturnValue:
    """The photograph as it was sent."""
    try:
        found, content = take_photograph(
            named_visit(number), photograph_id, by=current_person(), at=now(), address=address()
        )
    except NoVisitError:
        abort(404)
    return sent_file(found.name, content)


def _key() -> str:
    return request.args.get("item", "")[:200]


def _address(place: NamedVisit) -> str:
    return visit_address("photographs.show", place, item=_key())


def _status(refused: Exception) -> int:
    return NOT_HERE if str(refused) == SWITCHED_OFF else UNPROCESSABLE


def _add(place: NamedVisit, sent: Sequence[object]) -> int:
    """How many photographs the item has afterwards."""
    there, _ = _photographs(place)
    if not there.on:
        raise EvidenceError(SWITCHED_OFF)
    files = chosen_files(sent, checked_picture, there.megabytes)
    found = add_photographs(place, _key(), files, by=current_person(), at=now(), address=address())
    return len(found)


def _photographs(place: NamedVisit) -> tuple[Photographs, Sheet]:
    try:
        with reading() as session:
            sheet = sheet_of_visit(session, place, current_person(), today())
    except NoVisitError:
        return abort(404)
    return photographs_of(place, sheet), sheet


def _item(sheet: Sheet) -> ComposedItem:
    try:
        return item_named(sheet, _key())
    except AnswerError:
        return abort(404)


def _page(place: NamedVisit, form: PhotographsForm) -> str:
    found, sheet = _photographs(place)
    item = _item(sheet)
    return render_template(
        "photographs/show.html",
        place=place,
        sheet=sheet,
        item=item,
        photographs=found,
        form=form,
        where=visit_address,
        back=visit_address("check_sheets.show", place, group=item.group),
        most=MOST_AT_ONCE,
        switched_off=SWITCHED_OFF,
    )
