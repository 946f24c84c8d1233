"""記入の部屋: shows the form of a deed, takes it, and says what it changes before it is filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.acts.erasure_methods import methods_on_file
from app.acts.filing.filing import Filing
from app.acts.filing.hand_entry import ChangedMeanwhileError, HandEntry, NotThereError, Remark
from app.acts.loading.change import Amendment
from app.acts.loading.sheets import CONTRACTS, DISPOSALS_BY_HAND, NOTES, SUBCONTRACTS
from app.clock import now, today
from app.records import departments, editions, filing_context, newest
from app.records.database import reading
from app.rooms.entries import offers
from app.rooms.entries.choosing import choose
from app.rooms.entries.deeds import CONTRACT, DEEDS
from app.rooms.entries.predecessor import Predecessor, predecessor, taken
from app.web.answers import go_on_to, own_path
from app.web.asked import Asked as AskedOfList
from app.web.clause_duties import ClauseDuties, clause_duties
from app.web.filing.amendment_said import amendment_in
from app.web.filing.context import Context
from app.web.filing.deed import Deed
from app.web.filing.fact_form import (
    DAY_REASON,
    PAPERS,
    FactForm,
    differences_of,
    form_of,
    given_in,
    say,
    spec_of,
)
from app.web.filing.key import key_of, row_number
from app.web.filing.matters_told import matters_told
from app.web.filing.on_file import typed_from
from app.web.method_hint import MethodHint, method_hint
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workbooks.hand_row import Typed, hand_row
from app.workbooks.row import Row
from app.workflows.file_entry import file_entry
from audits.roles import Act
from checklists.loader import shipped_clause_sets

room = Blueprint("entries", __name__, url_prefix="/entries")

MEGABYTES = 4  # so that too long a text gets a sentence, not a closed door
CLAUSE_SET = "特記事項"
NOTHING_NEW = "変わったところがないため、保存しませんでした。"


@dataclass(frozen=True, slots=True)
class Page:
    """One form with everything around it: the deed, whom it is about, and what it starts from."""

    deed: Deed
    context: Context
    on_file: newest.Newest | None
    back: str
    before: Predecessor | None = None  # the contract that a new one follows

    @property
    def start(self) -> Mapping[str, Typed]:
        """What is on file where something is changed; the deed's proposals fill what is blank."""
        proposed = dict(self.deed.start(self.context)) if self.deed.start else {}
        if self.before and self.before.successors:
            proposed["契約番号"] = ""  # the number that would be proposed is theirs
        if self.on_file is None:
            return proposed
        kept = typed_from(self.deed.sheet, self.on_file.values)
        return {**proposed, **{key: value for key, value in kept.items() if value is not None}}

    @property
    def fixed(self) -> Mapping[str, Typed]:
        """What the form does not ask: where the fact belongs, and what stays as it is."""
        kept = typed_from(self.deed.sheet, self.on_file.values) if self.on_file else {}
        place = offers.place(self.context)
        if self.deed.sheet is CONTRACTS:
            place = {"契約番号": self.context.number}
        if self.deed.changes:
            return {**kept, **place}
        return self.deed.fixed(self.context) if self.deed.fixed else {}


@room.route("/contract", methods=["GET", "POST"])
@allowed(Act.ENTER, megabytes=MEGABYTES)
def contract() -> ResponseReturnValue:
    """契約を登録する: about no contract on file, but for the one that it follows (`from`)."""
    person, before = current_person(), request.args.get("from", "")
    scope, found, following = person.scope_of(Act.ENTER), None, None
    with reading() as session:
        if before:
            found = filing_context.of_contract(session, before, scope)
            if found is None:
                abort(404)
        context = Context(
            person,
            today(),
            terms=found.terms if found else None,
            departments=departments.names_in_use(session, today()),
            clause_sets=filing_context.clause_set_titles(session),
            asked=request.args,
        )
    if found is not None:
        following = predecessor(found.id, scope, today())
    return _answer(Page(DEEDS[CONTRACT], context, None, url_for("contracts.index"), following))


@room.route("/<deed>/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER, megabytes=MEGABYTES)
def about(deed: str, number: str) -> ResponseReturnValue:
    """A deed for a contract on file; `branch` and `id` in the address say what it is about."""
    wanted = DEEDS.get(deed)
    if wanted is None or deed == CONTRACT:
        abort(404)
    if wanted.sheet is NOTES and wanted.changes and "id" not in request.args:
        return choose(wanted, number)
    return _answer(_page(wanted, number))


def _page(deed: Deed, number: str) -> Page:
    asked = AskedOfList(request.args)
    person, branch = current_person(), request.args.get("branch", 0, type=int)
    with reading() as session:
        found = filing_context.of_contract(session, number, person.scope_of(Act.ENTER))
        if found is None:
            abort(404)
        if branch not in found.engagements:
            abort(404)
        on_file = None
        if deed.changes:
            said, key = request.args.get("id"), request.args.get("key", "")
            seen = row_number(said) if said is not None else None
            named = key_of(deed.sheet, key) if said is None else None
            on_file = filing_context.fact(session, found, deed.sheet.table, branch, seen, named)
            if on_file is None and said is None:
                # Named by what it no longer is once the form was sent: the second of two clicks.
                sent = row_number(request.form.get("seen", ""))
                on_file = filing_context.fact(session, found, deed.sheet.table, branch, sent, None)
        context = Context(
            person,
            today(),
            number,
            branch,
            found.terms,
            found.rows,
            departments.names_in_use(session, today()),
            filing_context.clause_set_titles(session),
            request.args,
            matters_told(session, found.id, number) if deed.amends else (),
        )
    if deed.changes and (on_file is None or not deed.takes(on_file.values)):
        abort(404)
    here = url_for("contracts.show", number=number, view=deed.view)
    back = asked.text("back")
    return Page(deed, context, on_file, own_path(back) if back else here)


def _answer(page: Page) -> ResponseReturnValue:
    form = form_of(page.deed, page.context, page.start, page.on_file.id if page.on_file else None)
    if not form.validate_on_submit():
        return _show(page, form)
    amendment = amendment_in(form, page.deed)
    read = hand_row(spec_of(page.deed), {**page.fixed, **given_in(form, page.deed)})
    say(form, page.deed, [Remark(one.column, one.message) for one in read.problems])
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
    say(form, page.deed, filing.errors)
    if filing.filed:
        return _done(page, filing)
    form.agreed.data = filing.to_confirm
    if not filing.errors and not filing.to_confirm:
        form.refuse(NOTHING_NEW)
    return _show(page, form, filing=filing)


def _file(page: Page, form: FactForm, row: Row, amendment: Amendment | None) -> Filing:
    sheet = page.deed.sheet
    entry = HandEntry(
        sheet=sheet,
        contract=row["契約番号"] if sheet is CONTRACTS else page.context.number,
        branch=row["枝番"] if sheet is SUBCONTRACTS else page.context.branch,
        row=row,
        asked=page.deed.headings,
        seen=row_number(str(form.seen.data or "")) if page.deed.changes else None,
        amendment=amendment,
        why=str(form[DAY_REASON].data or "") if page.deed.gives_reason else "",
        papers=str(form[PAPERS].data or "").strip() if page.deed.says_where else "",
        takes=taken(page.before),
    )
    if page.deed.changes and entry.seen is None:
        raise NotThereError(entry.contract)
    return file_entry(
        entry,
        key=str(form.form_key.data or ""),
        by=current_person(),
        at=now(),
        address=address(),
        agreed=str(form.agreed.data or ""),
        asks_first=page.deed.asks_first,
    )


def _done(page: Page, filing: Filing) -> ResponseReturnValue:
    flash(page.deed.done, "done")
    for warning in filing.warnings:
        flash(warning.message, "warning")
    if page.deed is DEEDS[CONTRACT] and filing.contract:
        return go_on_to(url_for("contracts.show", number=filing.contract, view=page.deed.view))
    return go_on_to(page.back)


def _show(
    page: Page,
    form: FactForm,
    *,
    filing: Filing | None = None,
    changed: ChangedMeanwhileError | None = None,
) -> str:
    return render_template(
        "entries/form.html",
        page=page,
        deed=page.deed,
        context=page.context,
        spec=spec_of(page.deed),
        form=form,
        filing=filing,
        changed=changed,
        differences=differences_of(form, page.deed, changed.newest) if changed else [],
        branches=offers.branches(page.context) if page.context.number else [],
        clause_duties=_clause_duties(page),
        method_hint=_method_hint(page),
        has_days=any(field.type == "DateBoxes" for field in form),
        contract_words="　".join(_words(page.context)),
    )


def _clause_duties(page: Page) -> list[ClauseDuties]:
    """Beside the choice of a clause set: what each of them makes people do."""
    if CLAUSE_SET not in page.deed.headings:
        return []
    with reading() as session:
        sets = {**shipped_clause_sets(), **editions.clause_sets(session)}
    return clause_duties(sets, page.context.clause_sets)


def _method_hint(page: Page) -> MethodHint | None:
    """Beside the method of an erasure: what the city's table accepts for its media."""
    if page.deed.sheet is not DISPOSALS_BY_HAND:
        return None
    on_file = page.on_file.values["data_number"] if page.on_file else ""
    with reading() as session:
        table = methods_on_file(session)
    return method_hint(table, page.context, on_file or page.context.asked_for("data"))


def _words(context: Context) -> list[str]:
    terms = context.terms
    if terms is None or not context.number:
        return []
    return [context.number, str(terms["title"]), context.party]
