"""次年度更新: chosen, adjusted, checked and made on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from secrets import token_urlsafe

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.renewal_points import to_look_at
from app.clock import now, today
from app.records import renewals, revisions
from app.records.database import reading
from app.records.renewals import Renewed, WantedRenewals
from app.records.scope import Scope
from app.rooms.renewals.room import ROWS, Press, Sent, Which, room
from app.rooms.renewals.rows import Line, as_typed, blank_taken, ids_sent, proposed, wishes
from app.web.answers import go_on_to
from app.web.asked import Asked
from app.web.filter_tabs import filter_tabs
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.web.table import Column
from app.workflows.renew_contracts import Renewal, renew_contracts
from audits.fiscal_year import FiscalYear
from audits.roles import Act

MEGABYTES = 2
COLUMNS = (
    Column("選ぶ", "key"),
    Column("いまの契約", "contract"),
    Column("次の契約"),
    Column("見ておくこと"),
)
MADE_COLUMNS = (
    Column("いまの契約", "contract"),
    Column("終了日", "when"),
    Column("次の契約", "key"),
    Column("受託者"),
    Column("開始日", "when"),
    Column("終了日", "when"),
)
TABS: Mapping[Which, str] = {Which.OPEN: "次の契約のない契約", Which.MADE: "更新した契約"}
NAMED_AT_MOST = 5
NOTHING_CHOSEN = "更新する契約に印を付けてください。"
NO_LONGER_OWN = "いまはご自分の所管課の契約でないか、不成立になった契約を、一覧から除きました。"
CHANGED = "確かめた後に入力か台帳の内容が変わったため、もう一度確かめました。"


@room.route("", methods=["GET", "POST"])
@allowed(Act.ENTER, megabytes=MEGABYTES)
def index() -> ResponseReturnValue:
    """The contracts that end in the year; what is chosen is checked, then made."""
    asked, person, form = Asked(request.args), current_person(), Sent()
    which = asked.member("which", Which) or Which.OPEN
    year = asked.fiscal_year("year") or FiscalYear.of(today())
    wanted = WantedRenewals(year, asked.text("department"))
    scope = person.scope_of(Act.ENTER)
    is_sent = request.method == "POST" and which is Which.OPEN
    press = _press() if is_sent else None
    with reading() as session:
        still_open, made = renewals.count_endings(session, wanted, scope)
        page = Page(asked.page(), ROWS, still_open if which is Which.OPEN else made)
        pairs: Sequence[Renewed] = ()
        if which is Which.MADE:
            pairs = renewals.renewed(session, wanted, scope, offset=page.offset, limit=ROWS)
    lines = _lines(wanted, scope, page, press) if which is Which.OPEN else []
    gone = press is not None and len(lines) < len(set(request.form.getlist("row")[:ROWS]))
    problems = [NO_LONGER_OWN] if gone else []
    renewal = Renewal()
    if press in (Press.CHECK, Press.MAKE) and form.validate_on_submit():
        renewal = _tried(lines, form, press)
        if renewal.made:
            _tell(lines)
            return go_on_to(request.full_path.rstrip("?"))
        problems += _said(lines, renewal, press)
    return render_template(
        "renewals/index.html",
        which=which,
        wanted=wanted,
        lines=lines,
        pairs=pairs,
        page=page,
        tabs=list(filter_tabs(TABS, which, {Which.OPEN: still_open, Which.MADE: made})),
        columns=COLUMNS,
        made_columns=MADE_COLUMNS,
        department_choices=[(name, name) for name in person.departments],
        renewal=renewal,
        chosen=[line for line in lines if line.chosen],
        form_key=form.form_key.data or token_urlsafe(16),
        problems=[*asked.problems, *problems],
    )


def _press() -> Press:
    said = request.form.get("press", "")
    return next((one for one in Press if one.value == said), Press.CHECK)


def _lines(wanted: WantedRenewals, scope: Scope, page: Page, press: Press | None) -> list[Line]:
    """The page of the list; where something was sent, the rows that it was about."""
    with reading() as session:
        if press is None:
            found = renewals.endings(session, wanted, scope, offset=page.offset, limit=ROWS)
            lines = proposed(found)
            numbers = [line.typed["number"] for line in lines]
            blank_taken(lines, revisions.contracts_by_number(session, numbers))
        else:
            ids = ids_sent(request.form)
            of = renewals.endings_of(session, ids, scope)
            lines = as_typed((of[key] for key in ids if key in of), request.form, press)
        after = {line.ending.id: line.after for line in lines}
        looked = to_look_at(session, [line.ending for line in lines], after, today())
    for line in lines:
        about = looked[line.ending.id]
        line.points, line.subcontracts = about.points, len(about.beside.subcontracts)
    return lines


def _tried(lines: Sequence[Line], form: Sent, press: Press) -> Renewal:
    """Nothing is tried before every chosen row can be read."""
    chosen = list(wishes(lines))
    if not chosen or any(line.errors for line in lines):
        return Renewal()
    renewal = renew_contracts(
        chosen,
        key=str(form.form_key.data or ""),
        by=current_person(),
        at=now(),
        address=address(),
        agreed=str(form.agreed.data or "") if press is Press.MAKE else "",
    )
    for line in lines:
        line.note(renewal.outcomes.get(line.ending.id))
    return renewal


def _said(lines: Sequence[Line], renewal: Renewal, press: Press) -> Iterator[str]:
    if not any(line.chosen for line in lines):
        yield NOTHING_CHOSEN
    elif renewal.to_confirm and press is Press.MAKE:
        yield CHANGED


def _tell(lines: Sequence[Line]) -> None:
    numbers = [line.typed["number"] for line in lines if line.chosen]
    named, more = "、".join(numbers[:NAMED_AT_MOST]), len(numbers) - NAMED_AT_MOST
    rest = f"ほか{more}件" if more > 0 else ""
    flash(f"{len(numbers)}件の次の契約を登録しました（{named}{rest}）。", "done")
