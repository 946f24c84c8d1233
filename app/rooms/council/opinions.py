"""委員の意見: entering what members said of a matter, putting it right, and answering it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.acts.council_facts import CouncilError, OpinionSaid
from app.acts.filing.hand_entry import ChangedMeanwhileError, NotThereError
from app.acts.reporting import name_of
from app.clock import now
from app.records import council_opinions, matter_page, promise_list
from app.records.council_opinions import Opinion
from app.records.database import reading
from app.records.matter_page import Values
from app.records.promise_list import Promise, WantedPromises
from app.rooms.council.room import room
from app.web.answers import see_other
from app.web.asked import LONGEST
from app.web.filing.key import row_number
from app.web.form import BLANK, Form
from app.web.meanwhile import Difference, differences
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workflows.keep_opinion import keep_opinion
from audits.number_series import number_after
from audits.roles import Act
from audits.words import folded

LONGEST_TEXT = 4_000
NO_SAFEGUARD = "{}：この番号の保護対策は、この付議の契約・外部結合にありません。"
NOTHING_NEW = "変わったところがないため、保存しませんでした。"


class AnswerForm(Form):
    """What was answered, and what was promised because of it."""

    form_key = HiddenField()
    seen = HiddenField()
    answer = TextAreaField(
        "意見への対応", [Optional(), Length(max=LONGEST_TEXT)], render_kw={"rows": 4}
    )
    promised = TextAreaField(
        "この意見を受けて約束した保護対策の番号",
        [Optional(), Length(max=LONGEST_TEXT)],
        render_kw={"rows": 3},
    )

    @property
    def numbers(self) -> tuple[str, ...]:
        """One in a line, or one after the other."""
        typed = (self.promised.data or "").replace("、", "\n").replace(",", "\n")
        found = (folded(line.strip()) for line in typed.splitlines())
        return tuple(dict.fromkeys(number for number in found if number))


class OpinionForm(AnswerForm):
    """The opinion itself as well."""

    number = StringField(
        "番号", [InputRequired(BLANK), Length(max=60)], render_kw={"autocomplete": "off"}
    )
    said_by = StringField(
        "だれの意見か", [Optional(), Length(max=LONGEST)], render_kw={"autocomplete": "off"}
    )
    text = TextAreaField(
        "意見の内容", [InputRequired(BLANK), Length(max=LONGEST_TEXT)], render_kw={"rows": 4}
    )


@dataclass(frozen=True, slots=True)
class About:
    """The matter, its opinions, and the safeguards that an opinion can have led to."""

    matter: Values
    opinions: Sequence[Opinion]
    promises: Sequence[Promise]

    def opinion(self, number: str) -> Opinion:
        """404 where there is none of this number."""
        found = [one for one in self.opinions if one.number == number]
        return found[0] if found else abort(404)

    def unknown(self, numbers: Sequence[str], one: Opinion | None) -> list[str]:
        """What is on the opinion already stays, also where it is another department's."""
        known = {promise.number for promise in self.promises}
        if one is not None:
            known |= {folded(number) for number in one.promised}
        return [number for number in numbers if number not in known]


@room.route("/opinion/<path:matter>", methods=["GET", "POST"])
@allowed(Act.ENTER_COUNCIL_MATTER)
def opinion_new(matter: str) -> ResponseReturnValue:
    """What a member said."""
    about = _about(matter, Act.ENTER_COUNCIL_MATTER)
    numbers = [one.number for one in about.opinions]
    form = OpinionForm(number=number_after(numbers, "1"), form_key=token_urlsafe(16))
    return _answer(about, form, Act.ENTER_COUNCIL_MATTER, None)


@room.route("/opinion-change/<path:matter>", methods=["GET", "POST"])
@allowed(Act.ENTER_COUNCIL_MATTER)
def opinion_change(matter: str) -> ResponseReturnValue:
    """What was noted of it is put right; `key` in the address is its number."""
    about = _about(matter, Act.ENTER_COUNCIL_MATTER)
    one = about.opinion(request.args.get("key", ""))
    form = OpinionForm(number=one.number, said_by=one.said_by, text=one.text, **_answered(one))
    return _answer(about, form, Act.ENTER_COUNCIL_MATTER, one)


@room.route("/opinion-answer/<path:matter>", methods=["GET", "POST"])
@allowed(Act.ENTER)
def opinion_answer(matter: str) -> ResponseReturnValue:
    """The department's answer; the opinion stays as it is."""
    about = _about(matter, Act.ENTER)
    one = about.opinion(request.args.get("key", ""))
    return _answer(about, AnswerForm(**_answered(one)), Act.ENTER, one)


def _answered(one: Opinion) -> dict[str, str]:
    return {
        "answer": one.answer,
        "promised": "\n".join(one.promised),
        "seen": str(one.id),
        "form_key": token_urlsafe(16),
    }


def _typed(newest: Mapping[str, Any]) -> dict[str, str]:
    """What is on file, as the boxes of the form would hold it."""
    texts = {name: newest[name] or "" for name in ("number", "said_by", "text", "answer")}
    return {**texts, "promised": "\n".join(newest["promised"])}


def _about(matter: str, act: Act) -> About:
    scope = current_person().scope_of(act)
    with reading() as session:
        found = matter_page.matter_of(session, matter, scope)
        if found is None:
            abort(404)
        wanted = WantedPromises(
            contracts=tuple(found["contracts"]), connections=tuple(found["connections"])
        )
        return About(
            found,
            council_opinions.opinions_of(session, matter),
            promise_list.promises(session, wanted, scope),
        )


def _answer(about: About, form: AnswerForm, act: Act, one: Opinion | None) -> ResponseReturnValue:
    if not form.validate_on_submit():
        return _show(about, form, one)
    unknown = about.unknown(form.numbers, one)
    if unknown:
        form.promised.errors = [NO_SAFEGUARD.format("、".join(unknown))]
        return _show(about, form, one)
    seen = row_number(str(form.seen.data or "")) if one is not None else None
    try:
        changed = keep_opinion(
            _said(about, form, one),
            seen if seen is not None or one is None else one.id,
            act,
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
        return _show(about, form, one, differences(form, _typed(refused.newest)))
    except CouncilError as refused:
        form.refuse(str(refused))
        return _show(about, form, one)
    flash(
        "委員の意見を保存しました。" if changed else NOTHING_NEW, "done" if changed else "warning"
    )
    return see_other("council.matter", matter=about.matter["number"])


def _said(about: About, form: AnswerForm, one: Opinion | None) -> OpinionSaid:
    number, said_by, text = ("", "", "") if one is None else (one.number, one.said_by, one.text)
    if isinstance(form, OpinionForm):
        number = folded((form.number.data or "").strip())
        said_by = (form.said_by.data or "").strip()
        text = (form.text.data or "").strip()
    answer = (form.answer.data or "").strip()
    return OpinionSaid(about.matter["number"], number, said_by, text, answer, form.numbers)


def _show(
    about: About, form: AnswerForm, one: Opinion | None, changed: list[Difference] | None = None
) -> str:
    whole = isinstance(form, OpinionForm)
    title = "意見への対応を登録する"
    if whole:
        title = "委員の意見を登録する" if one is None else "委員の意見の記載を改める"
    return render_template(
        "council/opinion.html",
        form=form,
        about=about,
        opinion=one,
        changed=changed,
        whole=whole,
        title=title,
        button_words="保存する" if whole and one is not None else "登録する",
    )
