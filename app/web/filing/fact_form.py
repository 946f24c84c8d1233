"""事実の様式: the form of a deed, made from the columns of its sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from secrets import token_urlsafe
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from app.acts.filing.amending import CHANGED_ON
from app.acts.filing.hand_entry import Remark
from app.acts.filing.planning import WHY
from app.web.choices import choices
from app.web.date_field import DateBoxes
from app.web.filing.context import Context, Option
from app.web.filing.deed import Asked, Deed
from app.web.filing.on_file import typed_from
from app.web.form import BLANK, Form
from app.web.meanwhile import Difference, differences
from app.workbooks.column import Column, Kind, SheetSpec
from app.workbooks.hand_row import Typed
from app.workbooks.hand_sheets import HAND_SHEETS
from app.workbooks.limits import DEFAULT_LIMITS

FEWEST_ROWS, MOST_ROWS = 3, 12
FEW = 5
NOT_CHOSEN = "選んでください"
NONE = "なし"
LONGEST_TEXT = 4_000
MANY = frozenset({Kind.LIST, Kind.KEYS, Kind.DATES})
LONGEST = {Kind.KEY: DEFAULT_LIMITS.key_text, Kind.NAME: DEFAULT_LIMITS.name_text}
NUMBERS = frozenset({Kind.COUNT, Kind.BRANCH, Kind.ROUND})
KIND_OF_CHANGE, SINCE, REASON = "amendment", "amended_on", "amended_reason"
MATTER, NOT_TOLD = "amended_matter", "付議なし、またはまだ"
DAY_REASON, LONGEST_REASON = "day_reason", 500
PAPERS, LONGEST_PAPERS = "papers_place", 200
AMENDED, CORRECTED = "amended", "corrected"


def spec_of(deed: Deed) -> SheetSpec:
    return HAND_SHEETS[deed.sheet.sheet]


class FactForm(Form):
    """What every such form carries unseen: its key, the revision shown, and what was agreed to."""

    form_key = HiddenField()
    seen = HiddenField()
    agreed = HiddenField()


def form_of(deed: Deed, context: Context, start: Mapping[str, Typed], seen: int | None) -> FactForm:
    """The deed's form for this request: as sent, else with `start` (by heading) in its boxes.

    `seen`: the number of the revision that is shown, for a fact that is changed.
    """
    spec = spec_of(deed)
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for one in deed.asked:
        column = spec.column(one.heading)
        first = start.get(one.heading)
        options = _offered(one, context, first)
        fields[column.field] = _field(one, column, options, _rows(first))
        data[column.field] = _shown(first, column)
    if deed.amends:
        kind = deed.amendment_words.kind
        fields |= _amendment(context.matters, kind, always=deed.always_amends)
        data |= {SINCE: context.on} if deed.always_amends else {}
    if deed.gives_reason:
        length = Length(max=LONGEST_REASON)
        fields[DAY_REASON] = StringField(WHY, [Optional(), length])
    if deed.says_where:
        fields[PAPERS] = StringField("資料の所在", [Optional(), Length(max=LONGEST_PAPERS)])
    made: type[FactForm] = type("FormOfDeed", (FactForm,), fields)
    return made(**data, form_key=token_urlsafe(16), seen=seen)


def given_in(form: FactForm, deed: Deed) -> dict[str, Typed]:
    """What was typed, by heading."""
    spec = spec_of(deed)
    return {one.heading: form[spec.column(one.heading).field].data for one in deed.asked}


def differences_of(form: FactForm, deed: Deed, newest: Mapping[Any, Any]) -> list[Difference]:
    """Where something else was typed than what is on file now, `newest` by the table's columns."""
    spec, kept = spec_of(deed), typed_from(deed.sheet, newest)
    asked = {spec.column(one.heading).field: kept[one.heading] for one in deed.asked}
    return differences(form, asked)


def say(form: FactForm, deed: Deed, remarks: Iterable[Remark]) -> None:
    """Puts each sentence beside its field; what concerns no field of the form stands above all."""
    spec = spec_of(deed)
    for remark in remarks:
        if deed.gives_reason and remark.heading == WHY:
            form[DAY_REASON].errors = [remark.message]
        elif deed.amends and remark.heading == CHANGED_ON:
            form[SINCE].errors = [remark.message]
        elif remark.heading in deed.headings:
            field = form[spec.column(remark.heading).field]
            field.errors = [*field.errors, remark.message]
        else:
            about = f"{remark.heading}：" if remark.heading else ""
            form.refuse(f"{about}{remark.message}")


def _field(one: Asked, column: Column, options: list[Option] | None, rows: int) -> Field:
    required = column.required or one.must
    rules: list[Any] = [InputRequired(BLANK) if required else Optional()]
    if column.kind is Kind.YES_NO:
        return BooleanField(one.label)
    if column.kind is Kind.DATE:
        return DateBoxes(one.label, rules)
    if options is not None:
        return SelectField(
            one.label, rules, choices=choices(_with_blank(options, required)), validate_choice=True
        )
    if column.codes is not None:
        return _choice(one.label, rules, column.codes.words, required)
    if one.lines or column.kind in MANY:
        longest = DEFAULT_LIMITS.cell_text if column.kind in MANY else LONGEST_TEXT
        return TextAreaField(one.label, [*rules, Length(max=longest)], render_kw={"rows": rows})
    longest = LONGEST.get(column.kind, LONGEST_TEXT)
    extra = {"inputmode": "numeric"} if column.kind in NUMBERS else {}
    return StringField(
        one.label, [*rules, Length(max=longest)], render_kw={**extra, "autocomplete": "off"}
    )


def _rows(first: Typed) -> int:
    """How high a box of several lines is drawn: what is on file is seen without scrolling."""
    return min(max(FEWEST_ROWS, str(first or "").count("\n") + 2), MOST_ROWS)


def _offered(one: Asked, context: Context, first: Typed) -> list[Option] | None:
    """What may be chosen; what stands on file may stay, even where it is no longer offered."""
    if one.offer is None:
        return None
    options, on_file = one.offer(context), str(first or "")
    known = {value for value, _ in options}
    return options if not on_file or on_file in known else [*options, (on_file, on_file)]


def _choice(label: str, rules: list[Any], words: tuple[str, ...], required: bool) -> Field:
    pairs = [(word, word) for word in words]
    if len(words) <= FEW and required:
        return RadioField(label, rules, choices=choices(pairs))
    offered = pairs if NONE in words else _with_blank(pairs, required)
    return SelectField(label, rules, choices=choices(offered))


def _with_blank(options: list[Option], required: bool) -> list[Option]:
    return [("", NOT_CHOSEN if required else NONE), *options]


def _amendment(matters: Iterable[Option], kind_words: str, *, always: bool) -> dict[str, Any]:
    """Since when and why; where it may be a correction too, which of the two it is."""
    rule: Any = InputRequired(BLANK) if always else Optional()
    told = {
        SINCE: DateBoxes("変更日", [rule]),
        REASON: StringField("変更の理由", [rule, Length(max=LONGEST_TEXT)]),
        MATTER: SelectField(
            "審議会への付議", [Optional()], choices=choices([("", NOT_TOLD), *matters])
        ),
    }
    if always:
        return told
    kinds = [
        (AMENDED, kind_words),
        (CORRECTED, "台帳の記載に誤りがあった（訂正）"),
    ]
    kind = RadioField("変更の種類", [InputRequired(BLANK)], choices=choices(kinds))
    return {KIND_OF_CHANGE: kind, **told}


def _shown(value: Typed, column: Column) -> Any:
    """What stands in the box at first."""
    if column.kind is Kind.YES_NO:
        return value is True or value == "有"
    return value
