"""特記事項の様式: a text brought in, the settings of a set, one clause of it, its publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from wtforms import (
    BooleanField,
    FileField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.web.choices import choices, choices_of
from app.web.form import BLANK, Form
from audits.kind import Kind
from audits.wording import KIND
from checklists.clause import Clause, Duty, Evidence, Party
from checklists.clause_draft import (
    LONGEST_BASIS,
    LONGEST_CLAUSE,
    LONGEST_HEADING,
    LONGEST_SUMMARY,
)
from checklists.clause_set import MOST_DAYS_BY_KIND, ClauseSet, KindSetting, Subcontracting
from checklists.drafting import LONGEST_NAME, DraftError
from checklists.loader import MOST_INSPECTIONS, MOST_NUMBERED
from checklists.sheet import Group
from checklists.topic import NAMES

AS_IT_IS, ASKED, NOT_ASKED = "", "yes", "no"
NONE = "none"
CHOOSE = "1つ以上選んでください。"
BINDABLE = (Party.PRIME, Party.SUBCONTRACTOR)


class SeveralField(SelectMultipleField):
    """Some of a few, as boxes to be ticked."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class BringInForm(Form):
    """The text, pasted or as a file; and the own version that it follows, if it does."""

    form_key = HiddenField()
    text = TextAreaField("特記事項の文章", render_kw={"rows": 14})
    file = FileField("ファイル（.txt、.docx）")
    earlier = SelectField("もとにする版", [Optional()])


class ClauseForm(Form):
    """One clause; `seen` stands for what the page showed of it."""

    seen = HiddenField()
    number = IntegerField(
        "番号", [InputRequired(BLANK), NumberRange(1, MOST_NUMBERED)], render_kw={"size": 4}
    )
    heading = StringField("見出し", [InputRequired(BLANK), Length(max=LONGEST_HEADING)])
    text = TextAreaField("条文", [Length(max=LONGEST_CLAUSE)], render_kw={"rows": 6})
    topic = SelectField("主題", [InputRequired(BLANK)], choices=choices(NAMES.items()))
    duty = SelectField("いつするか", [InputRequired(BLANK)], choices=choices_of(Duty))
    bound = SeveralField("義務者", choices=choices_of(Party))
    summary = TextAreaField(
        "すること", [InputRequired(BLANK), Length(max=LONGEST_SUMMARY)], render_kw={"rows": 2}
    )
    leaves_behind = StringField("残るもの", [InputRequired(BLANK), Length(max=LONGEST_SUMMARY)])
    checked_at = SelectField("調査票で見る区分", [InputRequired(BLANK)])
    confirmed_by = SeveralField("何で確かめるか", choices=choices_of(Evidence))
    survives_end = BooleanField("契約が終わった後も続く")
    exception_by_consent = BooleanField("市の承諾があれば例外を認める")


class SettingsForm(Form):
    """What a clause set is called, and all that the rules take from it."""

    seen = HiddenField()
    title = StringField("題名", [InputRequired(BLANK), Length(max=LONGEST_NAME)])
    edition = StringField("版の名前", [InputRequired(BLANK), Length(max=LONGEST_NAME)])
    short_title = StringField("短い題名", [InputRequired(BLANK), Length(max=LONGEST_NAME)])
    legal_basis = StringField("根拠", [InputRequired(BLANK), Length(max=LONGEST_BASIS)])
    binds = RadioField("誰の契約に付けるか", [InputRequired(BLANK)], choices=choices_of(BINDABLE))
    subcontracting = RadioField(
        "再委託", [InputRequired(BLANK)], choices=choices_of(Subcontracting)
    )
    return_when_no_longer_needed = BooleanField("不要になったものは、契約の途中でも返還・消去する")
    training_yearly = BooleanField("従事者の教育を、毎年度の報告で確かめる")
    certificate_to = SeveralField(
        "消去証明書の宛先", choices=choices_of((Party.AGENCY, Party.PRIME))
    )
    inspections_per_fiscal_year = IntegerField(
        "立入調査の回数（年度ごと）", [InputRequired(BLANK), NumberRange(1, MOST_INSPECTIONS)]
    )


class PublishForm(Form):
    """The confirmation; `seen` stands for the whole draft as shown."""

    seen = HiddenField()
    sure = BooleanField(
        "条文、義務、設定を確かめました。公開した版は変えられません。",
        [InputRequired("確かめて、印を付けてください。")],
    )


def clause_form(clause: Clause, groups: Sequence[Group], seen: str) -> ClauseForm:
    """With the clause as it is; what was typed goes before that."""
    form = ClauseForm(
        seen=seen,
        number=clause.number,
        heading=clause.heading,
        text=clause.text,
        topic=clause.topic,
        duty=clause.duty.value,
        bound=[party.value for party in clause.bound],
        summary=clause.summary,
        leaves_behind=clause.leaves_behind,
        checked_at=clause.checked_at or NONE,
        confirmed_by=[one.value for one in clause.confirmed_by],
        survives_end=clause.survives_end,
        exception_by_consent=clause.exception_by_consent,
    )
    offered = [(NONE, "調査では見ない"), *((g.code, f"{g.code} {g.name}") for g in groups)]
    form.checked_at.choices = choices(offered)
    return form


def clause_typed(form: ClauseForm) -> Clause:
    at = str(form.checked_at.data)
    return Clause(
        number=int(form.number.data or 0),
        heading=form.heading.data or "",
        topic=str(form.topic.data),
        bound=tuple(Party(one) for one in form.bound.data or ()),
        duty=Duty(form.duty.data),
        summary=form.summary.data or "",
        leaves_behind=form.leaves_behind.data or "",
        checked_at=None if at == NONE else at,
        confirmed_by=tuple(Evidence(one) for one in form.confirmed_by.data or ()),
        survives_end=bool(form.survives_end.data),
        exception_by_consent=bool(form.exception_by_consent.data),
        text=one_newline(form.text.data or ""),
    )


def settings_form(head: ClauseSet, seen: str) -> SettingsForm:
    """With the settings as they are, a pair of fields for each kind of due item among them."""
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for kind, most in MOST_DAYS_BY_KIND.items():
        setting = head.kinds.get(kind, KindSetting())
        words = KIND[Kind(kind)]
        offered = [(AS_IT_IS, "製品の決まりのとおり"), (ASKED, "求める"), (NOT_ASKED, "求めない")]
        fields[asked_name(kind)] = SelectField(words, [Optional()], choices=choices(offered))
        answer = {None: AS_IT_IS, True: ASKED, False: NOT_ASKED}[setting.enabled]
        data[asked_name(kind)] = answer
        if most is not None:
            need = [Optional(), NumberRange(1, most)]
            fields[days_name(kind)] = IntegerField(f"{words}の日数", need, render_kw={"size": 4})
            data[days_name(kind)] = setting.days
    made: type[SettingsForm] = type("AllSettings", (SettingsForm,), fields)
    return made(
        seen=seen,
        title=head.title,
        edition=head.edition,
        short_title=head.short_title,
        legal_basis=head.legal_basis,
        binds=head.binds.value,
        subcontracting=head.subcontracting.value,
        return_when_no_longer_needed=head.return_when_no_longer_needed,
        training_yearly=head.training_yearly,
        certificate_to=[party.value for party in head.certificate_to],
        inspections_per_fiscal_year=head.inspections_per_fiscal_year,
        **data,
    )


def settings_typed(form: SettingsForm, head: ClauseSet) -> ClauseSet:
    """The head with what was typed. Raises DraftError."""
    if not form.certificate_to.data:
        raise DraftError(CHOOSE, "certificate_to")
    return replace(
        head,
        title=form.title.data or "",
        edition=form.edition.data or "",
        short_title=form.short_title.data or "",
        legal_basis=form.legal_basis.data or "",
        binds=Party(form.binds.data),
        subcontracting=Subcontracting(form.subcontracting.data),
        return_when_no_longer_needed=bool(form.return_when_no_longer_needed.data),
        training_yearly=bool(form.training_yearly.data),
        certificate_to=tuple(Party(one) for one in form.certificate_to.data),
        inspections_per_fiscal_year=int(form.inspections_per_fiscal_year.data or 0),
        kinds=_kinds(form),
    )


def asked_name(kind: str) -> str:
    return f"asked_{kind}"


def days_name(kind: str) -> str:
    return f"days_{kind}"


def one_newline(text: str) -> str:
    """Browsers send a carriage return with each line."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def say(form: Form, refused: DraftError) -> None:
    """Beside the field that is wrong, else of the whole form."""
    if refused.field and refused.field in form:
        form[refused.field].errors = [*form[refused.field].errors, str(refused)]
    else:
        form.refuse(str(refused))


def _kinds(form: SettingsForm) -> dict[str, KindSetting]:
    """Only what differs from the product's own is kept."""
    found = {}
    for kind, most in MOST_DAYS_BY_KIND.items():
        answer = form[asked_name(kind)].data
        enabled = None if not answer else answer == ASKED
        days = form[days_name(kind)].data if most is not None else None
        if enabled is not None or days is not None:
            found[kind] = KindSetting(enabled, days)
    return found
