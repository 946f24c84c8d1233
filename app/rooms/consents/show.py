"""承諾の申請の頁: what was asked for, the list of what is confirmed, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import StringField

from app.acts.consent_on_file import (
    ConsentCase,
    ConsentError,
    NoSuchRequestError,
    RequestChangedMeanwhileError,
)
from app.acts.reporting import name_of
from app.acts.requesting_consent import LONGEST_NAME, NOT_CONFIRMED, PointSaid
from app.clock import now, today
from app.records import papers_on_file
from app.records.consent_requests import Check
from app.records.database import reading
from app.rooms.consents.room import changes_of, load, room, wanted
from app.web.answers import go_on_to
from app.web.date_field import DateBoxes
from app.web.filters import words
from app.web.keyed_form import MEGABYTES, KeyedForm, new_key, say
from app.web.named_request import Wanted
from app.web.pdf_answer import pdf_answer
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.web.table import Column
from app.workflows.check_consent_points import check_consent_points
from app.workflows.enlist_subcontract import enlist_subcontract
from app.workflows.withdraw_consent_request import withdraw_consent_request
from audits.consent import ConsentDecision, ConsentPoint, PointStanding
from audits.engagement_tree import tier_words
from audits.roles import Act
from audits.words import folded

CHECK_COLUMNS = (
    Column("事項"),
    Column("確認", "state"),
    Column("確認した日", "when"),
    Column("確認した人"),
    Column("備考"),
)
ALTERED = "通知書の控えが、出したときと変わっています。管理者に知らせてください。"


class ChecksForm(KeyedForm):
    """The day on which the points were confirmed; the points themselves are rows of radios."""

    on = DateBoxes("確認した日")


class WithdrawForm(KeyedForm):
    """Why a request is taken back."""

    reason = StringField("取り下げる理由")


@dataclass(frozen=True, slots=True)
class PointLine:
    """One point: how it stands now, and what the boxes of the form say."""

    point: ConsentPoint
    check: Check | None
    now: PointSaid
    chosen: PointStanding
    remark: str
    error: str = ""

    @property
    def differs(self) -> bool:
        """Whether somebody has chosen something else than is on file."""
        return self.now != PointSaid(self.chosen, self.remark)

    @property
    def standings(self) -> list[PointStanding]:
        every = list(PointStanding)
        return [one for one in every if self.point.may_not_apply or one is not _NOT_APPLICABLE]


_NOT_APPLICABLE = PointStanding.NOT_APPLICABLE


@room.get("/of/<path:number>")
@allowed(Act.SEE_CONTRACTS)
def show(number: str) -> ResponseReturnValue:
    """One request of a contract."""
    which = wanted(number)
    return _page(which, load(which, Act.SEE_CONTRACTS), ChecksForm(on=today()))


@room.post("/check/<path:number>")
@allowed(Act.ENTER, megabytes=MEGABYTES)
def check(number: str) -> ResponseReturnValue:
    """Keeps what was confirmed, all points of the list at once."""
    which = wanted(number)
    case, said = load(which, Act.ENTER), _sent()
    form = ChecksForm()
    if not form.validate_on_submit():
        if form.seen.data != case.seen:
            form.refuse(str(RequestChangedMeanwhileError()))
        return _page(which, case, form, said)
    try:
        changed = check_consent_points(
            number,
            which.number,
            said,
            form.on.data or today(),
            seen=str(form.seen.data or ""),
            key=form.form_key.data or "",
            by=current_person(),
            at=now(),
            address=address(),
        )
    except ConsentError as refused:
        say(form, refused)
        return _page(which, case, form, said, dict(refused.wrong))
    except RequestChangedMeanwhileError as quicker:
        form.refuse(str(quicker))
        return _page(which, load(which, Act.ENTER), form, said)
    except NoSuchRequestError:
        abort(404)
    if changed:
        flash("確認したことを残しました。", "done")
    else:
        flash("変わったところがないため、残していません。", "note")
    return go_on_to(which.address())


@room.post("/withdraw/<path:number>")
@allowed(Act.ENTER, megabytes=MEGABYTES)
def withdraw(number: str) -> ResponseReturnValue:
    """取下げ."""
    which = wanted(number)
    case = load(which, Act.ENTER)
    form = WithdrawForm()
    try:
        if form.validate_on_submit():
            withdraw_consent_request(
                number,
                which.number,
                today(),
                (form.reason.data or "").strip(),
                key=form.form_key.data or "",
                by=current_person(),
                at=now(),
                address=address(),
            )
            flash("申請を取り下げました。", "done")
            return go_on_to(which.address())
    except ConsentError as refused:
        say(form, refused)
    except NoSuchRequestError:
        abort(404)
    return _page(which, case, ChecksForm(on=today()), withdrawal=form)


@room.post("/enlist/<path:number>")
@allowed(Act.ENTER)
def enlist(number: str) -> ResponseReturnValue:
    """Puts the subcontract on file before anybody has consented."""
    which = wanted(number)
    load(which, Act.ENTER)
    key = request.form.get("form_key", "")
    try:
        enlist_subcontract(
            number, which.number, key=key, by=current_person(), at=now(), address=address()
        )
    except ConsentError as refused:
        flash(str(refused), "wrong")
    except NoSuchRequestError:
        abort(404)
    else:
        flash("再委託として登録しました。承諾の期限に加わりました。", "done")
    return go_on_to(which.address())


@room.get("/paper/<path:number>")
@allowed(Act.TAKE_AWAY)
def paper(number: str) -> ResponseReturnValue:
    """The notice exactly as it was issued."""
    which = wanted(number)
    decided = load(which, Act.TAKE_AWAY).request.decided
    if decided is None or decided.paper_sha256 is None:
        abort(404)
    with reading() as session:
        pdf = papers_on_file.content_of(session, decided.paper_sha256)
    if pdf is None or not papers_on_file.is_sound(pdf, decided.paper_sha256):
        flash(ALTERED, "wrong")
        return go_on_to(which.address())
    title = "再委託承諾通知書" if decided.decision.gives_consent else "再委託不承諾通知書"
    return pdf_answer(pdf, f"{title} {decided.document_number}.pdf")


def _sent() -> dict[ConsentPoint, PointSaid]:
    """What the person has changed: the points that say something else than the page had shown.

    What a colleague has confirmed in the meantime is so left alone.
    """
    known = {one.value: one for one in PointStanding}
    found = {}
    for point in ConsentPoint:
        standing = known.get(request.form.get(point.value, ""))
        remark = request.form.get(f"{point.value}-remark", "")[: LONGEST_NAME + 1].strip()
        shown = [request.form.get(f"{point.value}-{one}") for one in ("was", "was-remark")]
        if standing is not None and [standing.value, remark] != shown:
            found[point] = PointSaid(standing, remark)
    return found


def _lines(
    case: ConsentCase,
    sent: dict[ConsentPoint, PointSaid] | None,
    errors: dict[str, str],
) -> Iterator[PointLine]:
    for point in ConsentPoint:
        kept = case.request.checks.get(point)
        now = PointSaid(kept.standing, kept.remark) if kept else NOT_CONFIRMED
        said = (sent or {}).get(point, now)
        error = errors.get(point.value, "")
        yield PointLine(point, kept, now, said.standing, said.remark, error)


def _page(
    which: Wanted,
    case: ConsentCase,
    form: ChecksForm,
    sent: dict[ConsentPoint, PointSaid] | None = None,
    errors: dict[str, str] | None = None,
    withdrawal: WithdrawForm | None = None,
) -> str:
    waits = case.request.decided is None
    form.form_key.data, form.seen.data = form.form_key.data or new_key(), case.seen
    if not form.on.errors and form.on.data is None:
        form.on.data = today()
    return render_template(
        "consents/show.html",
        which=which,
        case=case,
        form=form,
        withdrawal=withdrawal or WithdrawForm(form_key=new_key()),
        lines=list(_lines(case, sent, errors or {})),
        columns=CHECK_COLUMNS,
        tier=tier_words(case.tier),
        enters=waits and _reaches(case, Act.ENTER),
        decides=waits and _reaches(case, Act.DECIDE_CONSENT),
        takes_away=_reaches(case, Act.TAKE_AWAY),
        late=_late(case),
        is_consent=not waits and _decision(case).gives_consent,
        changes=changes_of(case),
        words_of=words,
        name_of=name_of,
    )


def _decision(case: ConsentCase) -> ConsentDecision:
    decided = case.request.decided
    return decided.decision if decided is not None else ConsentDecision.WITHDRAWN


def _late(case: ConsentCase) -> date | None:
    """The first day of the subcontract, where a consent given today would come too late."""
    first: date = case.values["starts_on"]
    return first if case.request.decided is None and first <= today() else None


def _reaches(case: ConsentCase, act: Act) -> bool:
    """Whether this contract is one of those with which the person may do this."""
    scope, terms = current_person().scope_of(act), case.dossier.terms
    names = {folded(name) for name in (terms["department"], *terms["co_departments"])}
    return scope.everything or not names.isdisjoint(map(folded, scope.departments))
