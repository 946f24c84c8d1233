"""消去方法の表: which ways of erasing the city accepts, by medium and secrecy; kept by 事務局."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from wtforms import Field, HiddenField, TextAreaField
from wtforms.validators import Length

from app.acts.erasure_methods import MethodsChangedMeanwhileError, Place
from app.clock import now
from app.records import erasure_methods
from app.records.database import reading
from app.records.erasure_methods import KeptMethods
from app.web.answers import see_other
from app.web.filing.key import row_number
from app.web.form import Form
from app.web.moments import moment
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.web.settings_tabs import tabs
from app.workflows.keep_erasure_methods import keep_erasure_methods
from audits.erasure_methods import DEFAULT_METHODS, Medium, MethodsError, Secrecy, read_methods
from audits.roles import Act
from audits.wording import MEDIUM, SECRECY

room = Blueprint("erasure_methods", __name__, url_prefix="/erasure-methods")
LONGEST = 4_000
NOTHING_NEW = "変わったところがないため、保存しませんでした。"
CHANGED = (
    "入力している間に、{who}さんがこの表を変えました。"
    "下の「いまの表」を見直して、よければもう一度「保存する」を押してください。"
)

Kept = Mapping[Place, KeptMethods]


class MethodsForm(Form):
    """What the page carries unseen: the last change that it showed."""

    seen = HiddenField()


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the table: what is accepted, and who has said so; None: as it comes."""

    secrecy: Secrecy
    methods: tuple[str, ...]
    kept: KeptMethods | None
    field: Field


@dataclass(frozen=True, slots=True)
class Line:
    """A class of media with its places."""

    medium: Medium
    cells: tuple[Cell, ...]


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> ResponseReturnValue:
    """The table as it is in force, for everybody who enters or confirms erasures."""
    kept = _kept()
    return _page(_form(kept), kept, "index")


@room.route("/change", methods=["GET", "POST"])
@allowed(Act.KEEP_ERASURE_METHODS)
def change() -> ResponseReturnValue:
    """The same as a form: one method a line."""
    kept = _kept()
    form = _form(kept)
    if not form.validate_on_submit():
        return _page(form, kept, "change")
    places = _typed(form)
    if any(field.errors for field in form):
        return _page(form, kept, "change")
    seen, who = row_number(str(form.seen.data or "")), current_person().actor
    try:
        count = keep_erasure_methods(places, seen=seen or 0, by=who, at=now(), address=address())
    except MethodsChangedMeanwhileError:
        kept = _kept()
        last = max(kept.values(), key=lambda one: one.id)
        form.refuse(CHANGED.format(who=last.written_by))
        form.seen.data = str(last.id)
        return _page(form, kept, "change")
    if not count:
        form.refuse(NOTHING_NEW)
        return _page(form, kept, "change")
    flash(f"消去方法の表を{count}か所、変えました。", "done")
    return see_other("erasure_methods.index")


def _kept() -> Kept:
    with reading() as session:
        return erasure_methods.kept_methods(session)


def _form(kept: Kept) -> MethodsForm:
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {"seen": _last(kept)}
    for place in DEFAULT_METHODS:
        medium, secrecy = place
        rules = {"rows": len(_methods(kept, place)) + 3}
        fields[_name(place)] = TextAreaField(
            f"{MEDIUM[medium]}　{SECRECY[secrecy]}", [Length(max=LONGEST)], render_kw=rules
        )
        data[_name(place)] = "\n".join(_methods(kept, place))
    made: type[MethodsForm] = type("AllMethods", (MethodsForm,), fields)
    return made(**data)


def _typed(form: MethodsForm) -> dict[Place, tuple[str, ...]]:
    """What stands in the boxes; what cannot be read is said beside its box."""
    found: dict[Place, tuple[str, ...]] = {}
    for place in DEFAULT_METHODS:
        field = form[_name(place)]
        try:
            found[place] = read_methods(str(field.data or ""))
        except MethodsError as refused:
            field.errors = [str(refused)]
    return found


def _page(form: MethodsForm, kept: Kept, view: str) -> str:
    person = current_person()
    return render_template(
        f"erasure_methods/{view}.html",
        form=form,
        lines=[_line(form, kept, medium) for medium in Medium],
        secrecies=list(Secrecy),
        tabs=tabs("erasure_methods.index", person),
        may_change=person.may(Act.KEEP_ERASURE_METHODS),
        moment=moment,
    )


def _line(form: MethodsForm, kept: Kept, medium: Medium) -> Line:
    places = [(medium, secrecy) for secrecy in Secrecy]
    return Line(
        medium,
        tuple(
            Cell(place[1], _methods(kept, place), kept.get(place), form[_name(place)])
            for place in places
        ),
    )


def _methods(kept: Kept, place: Place) -> tuple[str, ...]:
    return kept[place].methods if place in kept else tuple(DEFAULT_METHODS[place])


def _last(kept: Kept) -> int:
    """The number of the last change; 0 where nothing was ever changed."""
    return max((one.id for one in kept.values()), default=0)


def _name(place: Place) -> str:
    medium, secrecy = place
    return f"{medium.value}_{secrecy.value}"
