"""実施の確認: the form by which a safeguard of a connection without a contract is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.acts.checking_safeguards import CheckSaid, SafeguardCheckError
from app.acts.filing.hand_entry import ChangedMeanwhileError, NotThereError
from app.acts.reporting import name_of
from app.clock import now, today
from app.records import connection_list, safeguard_checks
from app.records.connection_list import Values
from app.records.database import reading
from app.records.safeguard_checks import Check
from app.rooms.council.deeds import ACTS, Of, Who
from app.rooms.council.forms import NOTHING_NEW, PARTS, endpoint
from app.rooms.council.room import room
from app.web.answers import go_on_to, own_path
from app.web.asked import LONGEST
from app.web.choices import choices_of
from app.web.date_field import DateBoxes
from app.web.filing.key import row_number
from app.web.form import BLANK, must_be_filled_in
from app.web.keyed_form import MEGABYTES, KeyedForm, new_key, say
from app.web.meanwhile import Difference, differences
from app.web.page_address import address as address_of
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workflows.check_safeguard import check_safeguard
from audits.promise import CheckedAs
from audits.roles import Act

CHECK, CHECK_CHANGE = "safeguard-check", "safeguard-check-change"
OWNERS = (Who.SECRETARIAT, Who.DEPARTMENT)
LONGEST_TEXT = 4_000


class CheckForm(KeyedForm):
    """What was seen, on which day and by whom."""

    on = DateBoxes("確認した日", [InputRequired(BLANK)])
    result = RadioField("結果", [InputRequired(BLANK)], choices=choices_of(CheckedAs))
    text = TextAreaField(
        "確認した方法と内容",
        [InputRequired(BLANK), Length(max=LONGEST_TEXT)],
        render_kw={"rows": 4},
    )
    officer = StringField(
        "確認者", [InputRequired(BLANK), Length(max=LONGEST)], render_kw={"autocomplete": "off"}
    )
    place = StringField(
        "資料の所在", [Optional(), Length(max=LONGEST)], render_kw={"autocomplete": "off"}
    )
    reason = TextAreaField(
        "訂正の理由", [Optional(), Length(max=LONGEST_TEXT)], render_kw={"rows": 2}
    )


@dataclass(frozen=True, slots=True)
class About:
    """The connection, its safeguard, and the check that is put right; None: a new one."""

    connection: Values
    safeguard: Values
    check: Check | None

    @property
    def home(self) -> str:
        return address_of("council.connection", connection=self.connection["number"])

    @property
    def back(self) -> str:
        asked = request.args.get("back", "")
        return own_path(asked) if asked else self.home


def _view(who: Who, *, changes: bool) -> Callable[..., ResponseReturnValue]:
    def view(connection: str) -> ResponseReturnValue:
        return _answer(_about(connection, ACTS[who], changes=changes), ACTS[who])

    return view


def _about(number: str, act: Act, *, changes: bool) -> About:
    """404 where the address names nothing that is there, or nothing of this person's."""
    key, turn = request.args.get("key", ""), row_number(request.args.get("check", ""))
    with reading() as session:
        found = connection_list.connection_of(session, number, current_person().scope_of(act))
        if found is None:
            abort(404)
        here = connection_list.safeguards_of(session, found["id"])
        safeguard = next((one for one in here if one["number"] == key), None)
        check = None
        if changes and turn is not None:
            check = safeguard_checks.check_on_file(session, found["id"], key, turn)
    if safeguard is None or (changes and check is None):
        abort(404)
    return About(found, safeguard, check)


def _form(about: About) -> CheckForm:
    check = about.check
    if check is None:
        form = CheckForm(on=today(), officer=current_person().name, form_key=new_key())
        del form.reason
        return form
    values = {name: getattr(check, name) for name in ("on", "text", "officer", "place")}
    values |= {"result": check.result.value, "seen": str(check.id), "form_key": new_key()}
    form = CheckForm(**values)
    must_be_filled_in(form.reason)
    return form


def _answer(about: About, act: Act) -> ResponseReturnValue:
    form = _form(about)
    if not form.validate_on_submit():
        return _show(about, form)
    try:
        return _kept(about, form, act)
    except NotThereError:
        abort(404)
    except SafeguardCheckError as refused:
        say(form, refused)
    except ChangedMeanwhileError as refused:
        form.seen.data = str(refused.seen)
        form.refuse(f"{refused}{name_of(refused.by)}さんが先に保存しました。")
        newest = {name: value for name, value in refused.newest.items() if name != "reason"}
        return _show(about, form, differences(form, newest))
    return _show(about, form)


def _kept(about: About, form: CheckForm, act: Act) -> ResponseReturnValue:
    said = CheckSaid(
        about.connection["number"],
        about.safeguard["number"],
        form.on.data or today(),
        CheckedAs(form.result.data),
        (form.text.data or "").strip(),
        (form.officer.data or "").strip(),
        (form.place.data or "").strip(),
    )
    if about.check is not None:
        reason = (form.reason.data or "").strip()
        said = replace(said, number=about.check.number, reason=reason)
    seen = row_number(str(form.seen.data or "")) if about.check is not None else None
    changed = check_safeguard(
        said,
        seen,
        act,
        key=str(form.form_key.data or ""),
        by=current_person(),
        at=now(),
        address=address(),
    )
    done = "実施の確認を登録しました。" if about.check is None else "実施の確認を訂正しました。"
    flash(done if changed else NOTHING_NEW, "done" if changed else "warning")
    return go_on_to(about.back)


def _show(about: About, form: CheckForm, changed: list[Difference] | None = None) -> str:
    is_new = about.check is None
    return render_template(
        "council/check.html",
        form=form,
        about=about,
        changed=changed,
        is_new=is_new,
        title="実施の確認を登録する" if is_new else "実施の確認を訂正する",
        button_words="確認を登録する" if is_new else "訂正する",
        promised=about.check.promised if about.check is not None else about.safeguard["text"],
    )


for _who in OWNERS:
    for _name in (CHECK, CHECK_CHANGE):
        room.add_url_rule(
            f"/{_who.value}/{_name}{PARTS[Of.CONNECTION]}",
            endpoint(_who, _name, Of.CONNECTION),
            allowed(ACTS[_who], megabytes=MEGABYTES)(_view(_who, changes=_name == CHECK_CHANGE)),
            methods=["GET", "POST"],
        )
