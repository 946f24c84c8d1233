"""承諾の申請を登録する: the form of a request that came in, and of one that is put right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.acts.consent_on_file import (
    ConsentCase,
    ConsentError,
    NoSuchRequestError,
    RequestChangedMeanwhileError,
    branches_of,
    contract_of,
    forbids,
    subcontract_of,
)
from app.acts.loading.contract_sheets import DEFAULT_SUBCONTRACT_CLAUSE_SET
from app.acts.requesting_consent import LONGEST_NAME, LONGEST_TEXT, MOST_WORDS, RequestSaid
from app.clock import now, today
from app.records import filing_context
from app.records.database import reading
from app.records.dossier import Dossier
from app.rooms.consents.room import SHOWN_AT, load, room, wanted
from app.web.answers import go_on_to, see_other
from app.web.choices import choices
from app.web.date_field import DateBoxes
from app.web.form import BLANK
from app.web.keyed_form import MEGABYTES, KeyedForm, new_key, say
from app.web.meanwhile import Difference, differences
from app.web.named_request import Wanted
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workflows.register_consent_request import (
    change_consent_request,
    register_consent_request,
)
from audits.corporate_number import complaint
from audits.engagement import PRIME_BRANCH
from audits.roles import Act

SEPARATORS = re.compile(r"[、,\r\n]+")
LONGEST_LIST = LONGEST_NAME * MOST_WORDS
MOST_BRANCHES = 10_000
REOPENED = (
    "再委託先、場所、期間などが変わったため、確認した事項{}件を未確認に戻しました。"
    "改めた内容で確認し直してください。"
)


def _lines(label: str, *rules: Any, rows: int = 3) -> TextAreaField:
    """A box of several lines."""
    limit = Length(max=LONGEST_TEXT)
    return TextAreaField(label, [*rules, limit], render_kw={"rows": rows})


def _line(label: str, *rules: Any) -> StringField:
    limit = Length(max=LONGEST_NAME)
    return StringField(label, [*rules, limit], render_kw={"autocomplete": "off"})


def _list(label: str) -> TextAreaField:
    return TextAreaField(label, [Optional(), Length(max=LONGEST_LIST)], render_kw={"rows": 3})


class RequestForm(KeyedForm):
    """再委託承諾申請書 (practice.md F6)."""

    received_on = DateBoxes("受付日", [InputRequired(BLANK)])
    parent_branch = SelectField("再委託する者", [InputRequired(BLANK)], validate_choice=True)
    contractor = _line("再委託先の名称", InputRequired(BLANK))
    corporate_number = _line("法人番号", Optional())
    address = _line("所在地", InputRequired(BLANK))
    representative = _line("代表者", Optional())
    description = _lines("業務の範囲", InputRequired(BLANK))
    reason = _lines("再委託する理由", InputRequired(BLANK))
    starts_on = DateBoxes("開始日", [InputRequired(BLANK)])
    ends_on = DateBoxes("終了日", [InputRequired(BLANK)])
    items = _list("情報項目")
    media = _list("記録媒体")
    workplace = _line("作業場所・保管場所", Optional())
    certification = _line("認証", Optional())
    security = _lines("安全管理措置", Optional())
    supervision = _lines("受託者が監督する方法", Optional())
    clause_set = SelectField("特記事項の版", [InputRequired(BLANK)], validate_choice=True)


@room.route("/new/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER, megabytes=MEGABYTES)
def new(number: str) -> ResponseReturnValue:
    """A request that came in; `branch`: the subcontract on file that it is about."""
    found, branch = _contract(number), _branch()
    start = _start(found, branch)
    form = _form(found, start)
    if form.validate_on_submit():
        try:
            given = register_consent_request(
                number,
                _said(form, branch),
                key=form.form_key.data or "",
                by=current_person(),
                at=now(),
                address=address(),
            )
        except ConsentError as refused:
            say(form, refused)
        except NoSuchRequestError:
            abort(404)
        else:
            _warn(form)
            flash(f"承諾の申請{given}を登録しました。次は、事項を確認してください。", "done")
            return go_on_to(Wanted(number, given, SHOWN_AT).address())
    return _page(found, form, branch)


@room.route("/change/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER, megabytes=MEGABYTES)
def change(number: str) -> ResponseReturnValue:
    """A request on which nobody has decided, put right."""
    which = wanted(number)
    case = load(which, Act.ENTER)
    if case.request.decided is not None:
        return go_on_to(which.address())
    branch = case.values["branch"]
    form = _form(case.dossier, {**_typed(case), "seen": case.seen})
    changed: list[Difference] | None = None
    if form.validate_on_submit():
        try:
            reopened = change_consent_request(
                number,
                which.number,
                _said(form, branch),
                seen=str(form.seen.data or ""),
                key=form.form_key.data or "",
                by=current_person(),
                at=now(),
                address=address(),
            )
        except ConsentError as refused:
            say(form, refused)
        except RequestChangedMeanwhileError as quicker:
            case = load(which, Act.ENTER)
            form.seen.data = case.seen
            form.refuse(str(quicker))
            changed = differences(form, _typed(case))
        except NoSuchRequestError:
            abort(404)
        else:
            _warn(form)
            flash(f"申請{which.number}の内容を改めました。", "done")
            if reopened:
                flash(REOPENED.format(reopened), "warning")
            return see_other("consents.show", number=number, request=which.number)
    return _page(case.dossier, form, branch, case, changed)


def _contract(number: str) -> Dossier:
    try:
        with reading() as session:
            scope = current_person().scope_of(Act.ENTER)
            return contract_of(session, number, scope, today())
    except NoSuchRequestError:
        abort(404)


def _branch() -> int | None:
    """The subcontract on file that the address names."""
    said = request.args.get("branch", "")
    if not said:
        return None
    if not said.isascii() or not said.isdigit() or int(said[:6]) >= MOST_BRANCHES:
        abort(404)
    return int(said)


def _start(found: Dossier, branch: int | None) -> Mapping[str, Any]:
    """What is on file of the subcontract, else the contract's own days from tomorrow on."""
    start: dict[str, Any] = {"received_on": today()}
    if branch is None:
        parent = request.args.get("parent", PRIME_BRANCH, type=int)
        tomorrow, terms = today() + timedelta(days=1), found.terms
        first = min(max(tomorrow, terms["starts_on"]), terms["ends_on"])
        return {
            **start,
            "parent_branch": str(parent),
            "starts_on": first,
            "ends_on": terms["ends_on"],
        }
    on_file = subcontract_of(found, branch)
    if on_file is None:
        abort(404)
    held = [one for one in found.held if one.contractor == on_file["contractor"]]
    return {
        **start,
        **{
            name: on_file[name] or ""
            for name in ("contractor", "corporate_number", "description", "reason")
        },
        "parent_branch": str(on_file["parent_branch"]),
        "starts_on": on_file["starts_on"],
        "ends_on": on_file["ends_on"],
        "items": "\n".join(on_file["items"]),
        "media": "\n".join(on_file["media"]),
        "clause_set": on_file["clause_set"],
        "certification": "、".join(one.scheme for one in held),
    }


def _typed(case: ConsentCase) -> dict[str, Any]:
    values = case.values
    texts = ("items", "media")
    return {
        **{name: value for name, value in values.items() if name not in texts},
        **{name: "\n".join(values[name]) for name in texts},
        "corporate_number": values["corporate_number"] or "",
        "parent_branch": str(values["parent_branch"]),
    }


def _form(found: Dossier, start: Mapping[str, Any]) -> RequestForm:
    with reading() as session:
        sets = filing_context.clause_set_titles(session)
    form = RequestForm(
        **{"clause_set": DEFAULT_SUBCONTRACT_CLAUSE_SET, "form_key": new_key(), **start}
    )
    known = branches_of(found).items()
    form.parent_branch.choices = choices((str(branch), words) for branch, words in known)
    form.clause_set.choices = choices(sets)
    return form


def _said(form: RequestForm, branch: int | None) -> RequestSaid:
    texts = {
        name: (form[name].data or "").strip()
        for name in (
            *("contractor", "address", "representative", "description", "reason"),
            *("workplace", "certification", "security", "supervision", "clause_set"),
        )
    }
    number = unicodedata.normalize("NFKC", form.corporate_number.data or "").strip()
    return RequestSaid(
        branch=branch,
        parent_branch=int(form.parent_branch.data),
        received_on=_day(form.received_on),
        starts_on=_day(form.starts_on),
        ends_on=_day(form.ends_on),
        corporate_number=number or None,
        items=_words(form.items.data),
        media=_words(form.media.data),
        **texts,
    )


def _warn(form: RequestForm) -> None:
    """It is filed all the same: the paper may say it like this."""
    number = (form.corporate_number.data or "").strip()
    said = complaint(number) if number else None
    if said:
        flash(said, "warning")


def _day(field: DateBoxes) -> date:
    return field.data or today()


def _words(typed: str | None) -> tuple[str, ...]:
    """One a line, as a list in a workbook's cell."""
    plain = unicodedata.normalize("NFKC", typed or "")
    return tuple(dict.fromkeys(word for part in SEPARATORS.split(plain) if (word := part.strip())))


def _page(
    found: Dossier,
    form: RequestForm,
    branch: int | None,
    case: ConsentCase | None = None,
    changed: list[Difference] | None = None,
) -> str:
    parent = str(form.parent_branch.data or "")
    known = branches_of(found)
    asked_of = int(parent) if parent.isdigit() and int(parent) in known else PRIME_BRANCH
    return render_template(
        "consents/form.html",
        found=found,
        form=form,
        branch=branch,
        case=case,
        changed=changed,
        is_forbidden=forbids(found, asked_of),
    )
