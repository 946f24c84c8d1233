"""審議会の記入: the form of each deed, for each who may fill it in; takes it and goes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.filing.council_entry import CouncilEntry, promised_numbers
from app.acts.filing.filing import Filing
from app.acts.filing.hand_entry import ChangedMeanwhileError, NotThereError, Remark
from app.acts.loading.change import Amendment, Place
from app.acts.loading.sheets import COUNCIL_MATTERS
from app.clock import now, today
from app.records import connection_list, council_sessions, departments
from app.records.council_rows import Reading
from app.records.database import reading
from app.records.scope import EVERYTHING
from app.rooms.council.deeds import ACTS, ADVICE_ANSWER, FORMS, CouncilForm, Of, Who
from app.rooms.council.proposing import proposed
from app.rooms.council.reached import Subject, subject
from app.rooms.council.room import room
from app.web.answers import go_on_to, own_path
from app.web.filing.amendment_said import amendment_in
from app.web.filing.context import Context, Option
from app.web.filing.deed import Deed
from app.web.filing.fact_form import (
    FactForm,
    differences_of,
    form_of,
    given_in,
    say,
    spec_of,
)
from app.web.filing.key import row_number
from app.web.filing.matters_told import matter_options
from app.web.filing.on_file import typed_from
from app.web.page_address import address as address_of
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workbooks.hand_row import Typed, hand_row
from app.workbooks.row import Row
from app.workflows.file_council_entry import file_council_entry
from audits.roles import Act
from audits.wareki import wareki

MEGABYTES = 4  # so that too long a text gets a sentence, not a closed door
NOTHING_NEW = "変わったところがないため、保存しませんでした。"
LATEST_SESSIONS = 12
Sessions = list[council_sessions.CouncilSession]


@dataclass(frozen=True, slots=True)
class Page:
    """One form with everything around it."""

    deed: Deed
    act: Act
    about: Subject
    context: Context
    start: Mapping[str, Typed]
    sessions: Sessions
    numbers: Sequence[str]

    @property
    def told(self) -> list[tuple[str, str]]:
        """What the form answers, where it does not ask for it itself."""
        on_file = self.about.on_file
        if self.deed is not ADVICE_ANSWER or on_file is None:
            return []
        day = on_file.values["on"]
        said = wareki(day) if day else ""
        return [
            ("助言", on_file.values["number"]),
            ("助言した日", said),
            ("内容", on_file.values["text"]),
        ]

    @property
    def back(self) -> str:
        asked = request.args.get("back", "")
        return own_path(asked) if asked else self.about.home


def _view(form: CouncilForm, who: Who, of: Of) -> Callable[..., ResponseReturnValue]:
    """The view of a form; in its address stands what it is about."""

    def view(number: str = "", matter: str = "", connection: str = "") -> ResponseReturnValue:
        return _answer(_page(form.deed, ACTS[who], of, number or matter or connection))

    return view


def _page(deed: Deed, act: Act, of: Of, number: str) -> Page:
    person = current_person()
    with reading() as session:
        about = subject(session, deed, of, number, person.scope_of(act))
        names = departments.names_in_use(session, today())
        own = person.scope_of(act)
        context = Context(
            person,
            today(),
            about.place.contract or "",
            about.place.branch,
            departments=[n for n in names if own.everything or n in own.departments],
            asked=request.args,
            matters=_matters(session, deed, number),
        )
        return Page(
            deed,
            act,
            about,
            context,
            _start(session, deed, about, context),
            _sessions(session, deed),
            promised_numbers(session, about.place) if _asks_for_promises(deed) else (),
        )


def _matters(session: Reading, deed: Deed, connection: str) -> list[Option]:
    """In which of the matters about the connection a change of it was told."""
    if not deed.amends:
        return []
    return matter_options(connection_list.matters_about(session, connection)[::-1])


def _asks_for_promises(deed: Deed) -> bool:
    return "約束した対策番号" in deed.headings


def _start(session: Reading, deed: Deed, about: Subject, context: Context) -> Mapping[str, Typed]:
    """What is on file where something is changed; proposals fill what is blank."""
    start = {**(deed.start(context) if deed.start else {}), **proposed(session, deed, about)}
    if len(context.departments) == 1:
        start["所管課"] = context.departments[0]
    if about.on_file is None:
        return start
    kept = typed_from(deed.sheet, about.on_file.values)
    return {**start, **{key: value for key, value in kept.items() if value is not None}}


def _sessions(session: Reading, deed: Deed) -> Sessions:
    """The last sessions, for whoever enters what was laid before one of them."""
    if deed.sheet is not COUNCIL_MATTERS:
        return []
    return council_sessions.sessions(session, EVERYTHING)[:LATEST_SESSIONS]


def _answer(page: Page) -> ResponseReturnValue:
    deed, on_file = page.deed, page.about.on_file
    form = form_of(deed, page.context, page.start, on_file.id if on_file else None)
    if not form.validate_on_submit():
        return _show(page, form)
    amendment = amendment_in(form, deed)
    kept = typed_from(deed.sheet, on_file.values) if on_file else {}
    read = hand_row(spec_of(deed), {**kept, **given_in(form, deed), **_fixed(page)})
    say(form, deed, [Remark(one.column, one.message) for one in read.problems])
    if read.row is None or read.problems or form.errors:
        return _show(page, form)
    try:
        filing = _file(page, form, read.row, amendment)
    except NotThereError:
        abort(404)
    except ChangedMeanwhileError as changed:
        form.seen.data = str(changed.seen)
        form.refuse(str(changed))
        return _show(page, form, changed=changed)
    say(form, deed, filing.errors)
    if filing.filed:
        return _done(page, filing, read.row)
    form.agreed.data = filing.to_confirm
    if not filing.errors and not filing.to_confirm:
        form.refuse(NOTHING_NEW)
    return _show(page, form, filing=filing)


def _fixed(page: Page) -> Mapping[str, Typed]:
    headings = spec_of(page.deed).headings
    # A connection's own form asks for its contract, which is not what it belongs to.
    return {h: value for h, value in page.about.fixed.items() if h in headings}


def _file(page: Page, form: FactForm, row: Row, amendment: Amendment | None) -> Filing:
    deed, place = page.deed, page.about.place
    if page.about.of is Of.NOTHING and deed.sheet is not COUNCIL_MATTERS:
        place = Place(connection=row["結合番号"])
    seen = row_number(str(form.seen.data or "")) if deed.changes else None
    if deed.changes and seen is None:
        raise NotThereError(page.about.number)
    return file_council_entry(
        CouncilEntry(deed.sheet, place, row, deed.headings, seen, amendment),
        page.act,
        key=str(form.form_key.data or ""),
        by=current_person(),
        at=now(),
        address=address(),
        agreed=str(form.agreed.data or ""),
    )


def _done(page: Page, filing: Filing, row: Row) -> ResponseReturnValue:
    flash(page.deed.done, "done")
    for warning in filing.warnings:
        flash(warning.message, "warning")
    if page.about.of is Of.NOTHING and not request.args.get("back"):
        if page.deed.sheet is COUNCIL_MATTERS:
            return go_on_to(address_of("council.matter", matter=row["付議番号"]))
        return go_on_to(address_of("council.connection", connection=row["結合番号"]))
    return go_on_to(page.back)


def _show(
    page: Page,
    form: FactForm,
    *,
    filing: Filing | None = None,
    changed: ChangedMeanwhileError | None = None,
) -> str:
    return render_template(
        "council/form.html",
        page=page,
        deed=page.deed,
        about=page.about,
        spec=spec_of(page.deed),
        form=form,
        filing=filing,
        changed=changed,
        differences=differences_of(form, page.deed, changed.newest) if changed else [],
        has_days=any(field.type == "DateBoxes" for field in form),
        sessions=page.sessions,
    )


PARTS = {
    Of.NOTHING: "",
    Of.MATTER: "/<path:matter>",
    Of.CONTRACT: "/contract/<path:number>",
    Of.CONNECTION: "/connection/<path:connection>",
}


def endpoint(who: Who, name: str, of: Of) -> str:
    """secretariat_advice_contract: the name that the address of a form is asked for by."""
    return "_".join(part for part in (who.value, name, of.value) if part)


for _form in FORMS:
    for _who in _form.who:
        for _of in _form.of:
            room.add_url_rule(
                f"/{_who.value}/{_form.name}{PARTS[_of]}",
                endpoint(_who, _form.name, _of),
                allowed(ACTS[_who], megabytes=MEGABYTES)(_view(_form, _who, _of)),
                methods=["GET", "POST"],
            )
