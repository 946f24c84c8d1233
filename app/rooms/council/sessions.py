"""審議会の開催: the sessions of the council; entering one, and putting right what was wrong."""

from __future__ import annotations

from datetime import date
from secrets import token_urlsafe

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.acts.council_facts import CouncilError, SessionSaid
from app.acts.filing.hand_entry import ChangedMeanwhileError, NotThereError
from app.acts.reporting import name_of
from app.clock import now
from app.records import council_sessions, newest
from app.records.council_sessions import CouncilSessionRow
from app.records.database import reading
from app.rooms.council.deeds import Of, Who
from app.rooms.council.forms import endpoint
from app.rooms.council.room import room, ways
from app.web.answers import see_other
from app.web.asked import LONGEST, Asked
from app.web.date_field import DateBoxes
from app.web.filing.key import row_number
from app.web.form import BLANK, Form
from app.web.meanwhile import Difference, differences
from app.web.page_address import address as address_of
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.web.table import Column
from app.workflows.keep_council_session import keep_council_session
from audits.roles import Act
from audits.wareki import parse_date

ROWS, LONGEST_TEXT = 50, 2_000
COLUMNS = (
    Column("開催日", "when"),
    Column("会議"),
    Column("場所"),
    Column("諮問", "number"),
    Column("報告", "number"),
    Column("備考", "long"),
)
NOTHING_NEW = "変わったところがないため、保存しませんでした。"


class SessionForm(Form):
    """A session: when, what it is called, where."""

    form_key = HiddenField()
    seen = HiddenField()
    held_on = DateBoxes("開催日", [InputRequired(BLANK)])
    name = StringField(
        "会議", [InputRequired(BLANK), Length(max=LONGEST)], render_kw={"autocomplete": "off"}
    )
    place = StringField(
        "場所", [Optional(), Length(max=LONGEST)], render_kw={"autocomplete": "off"}
    )
    remarks = TextAreaField("備考", [Optional(), Length(max=LONGEST_TEXT)], render_kw={"rows": 3})

    def said(self, held_on: date, was: tuple[date, str] | None) -> SessionSaid:
        return SessionSaid(
            held_on,
            (self.name.data or "").strip(),
            (self.place.data or "").strip(),
            (self.remarks.data or "").strip(),
            was,
        )


@room.get("/sessions")
@allowed(Act.SEE_CONTRACTS)
def sessions() -> ResponseReturnValue:
    """All sessions, the newest first, with how many matters were laid before each."""
    asked, person = Asked(request.args), current_person()
    with reading() as session:
        found = council_sessions.sessions(session, person.scope)
    page = Page(asked.page(), ROWS, len(found))
    keeps = person.may(Act.ENTER_COUNCIL_MATTER)
    matter = f"council.{endpoint(Who.SECRETARIAT, 'matter', Of.NOTHING)}"
    return render_template(
        "council/sessions.html",
        ways=list(ways("council.sessions")),
        lines=found[page.offset : page.last],
        page=page,
        columns=(*COLUMNS, Column("操作")) if keeps else COLUMNS,
        keeps=keeps,
        matter_endpoint=matter,
        problems=asked.problems,
    )


@room.route("/session", methods=["GET", "POST"])
@allowed(Act.ENTER_COUNCIL_MATTER)
def session_new() -> ResponseReturnValue:
    """A session that has no row yet; one that matters name already keeps them."""
    asked = Asked(request.args)
    day, name = parse_date(asked.text("held")), asked.text("session")
    form = SessionForm(held_on=day, name=name, form_key=token_urlsafe(16))
    return _answer(form, None, (day, name) if day else None)


@room.route("/session/<int(max=2147483647):session_id>", methods=["GET", "POST"])
@allowed(Act.ENTER_COUNCIL_MATTER)
def session_change(session_id: int) -> ResponseReturnValue:
    """Its matters follow it to another day or name, with a correction in each record."""
    with reading() as session:
        found = newest.newest(session, CouncilSessionRow, session_id)
    if found is None:
        abort(404)
    form = SessionForm(**dict(found.values), form_key=token_urlsafe(16), seen=str(found.id))
    return _answer(form, session_id, None)


def _answer(
    form: SessionForm, session_id: int | None, was: tuple[date, str] | None
) -> ResponseReturnValue:
    held_on = form.held_on.data if form.validate_on_submit() else None
    if held_on is None:
        return _show(form, session_id)
    seen = row_number(str(form.seen.data or "")) if session_id is not None else None
    if session_id is not None and seen is None:
        abort(404)
    try:
        changed = keep_council_session(
            form.said(held_on, was),
            seen,
            key=str(form.form_key.data or ""),
            by=current_person(),
            at=now(),
            address=address(),
        )
    except NotThereError:
        abort(404)
    except ChangedMeanwhileError as refused:
        form.seen.data = str(refused.seen)
        form.refuse(f"{refused}{name_of(refused.by)}さんが先に保存しました。")
        return _show(form, session_id, differences(form, refused.newest))
    except CouncilError as refused:
        form.refuse(str(refused))
        return _show(form, session_id)
    flash(
        "審議会の開催を保存しました。" if changed else NOTHING_NEW, "done" if changed else "warning"
    )
    return see_other("council.sessions")


def _show(
    form: SessionForm, session_id: int | None, changed: list[Difference] | None = None
) -> str:
    title = "審議会の開催を登録する" if session_id is None else "審議会の開催を訂正する"
    return render_template(
        "council/session.html",
        form=form,
        title=title,
        is_new=session_id is None,
        changed=changed,
        back=address_of("council.sessions"),
    )
