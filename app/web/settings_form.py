"""設定の様式: every setting of the city in a box of its own, and what was typed into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from secrets import token_urlsafe
from typing import Any

from wtforms import Field, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.acts.city import NO, YES
from app.web.choices import choices
from app.web.date_field import DateBoxes
from app.web.form import BLANK, Form
from app.web.setting_boxes import LISTS, Box, Shape, lines

LONGEST_LINE, LONGEST_LIST = 200, 50_000
WAS = "was_"


class SettingsForm(Form):
    """What the page carries unseen: its key, and what somebody has agreed to."""

    form_key = HiddenField()
    agreed = HiddenField()


def form_of(values: Mapping[str, str], asked: Sequence[Box]) -> SettingsForm:
    """The form of these settings: as sent, else with the values on file in its boxes."""
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for box in asked:
        fields[box.name], data[box.name] = _field(box), _shown(box, values[box.name])
        fields[f"{WAS}{box.name}"], data[f"{WAS}{box.name}"] = HiddenField(), values[box.name]
    made: type[SettingsForm] = type("AllSettings", (SettingsForm,), fields)
    return made(**data, form_key=token_urlsafe(16))


def typed_in(form: SettingsForm, box: Box) -> str:
    """What was typed, as the setting's own check takes it."""
    data = form[box.name].data
    if isinstance(data, date):
        return data.isoformat()
    text = str(data or "")
    return text.replace("\r\n", "\n").replace("\r", "\n") if box.shape in LISTS else text


def _field(box: Box) -> Field:
    match box.shape:
        case Shape.YES_NO:
            offered = choices([(YES, YES), (NO, NO)])
            return RadioField(box.label, [InputRequired(BLANK)], choices=offered)
        case Shape.DAY:
            return DateBoxes(box.label, [Optional()])
        case Shape.DAYS | Shape.MONTH_DAYS:
            need = Optional() if box.shape is Shape.DAYS else InputRequired(BLANK)
            return TextAreaField(box.label, [need, Length(max=LONGEST_LIST)], render_kw={"rows": 4})
        case Shape.NUMBER:
            return StringField(
                box.label,
                [InputRequired(BLANK), Length(max=LONGEST_LINE)],
                render_kw={"inputmode": "numeric", "autocomplete": "off"},
            )
    return StringField(
        box.label, [Optional(), Length(max=LONGEST_LINE)], render_kw={"autocomplete": "off"}
    )


def _shown(box: Box, value: str) -> Any:
    """What stands in the box at first."""
    if box.shape is Shape.DAY:
        return date.fromisoformat(value) if value else None
    return "\n".join(lines(box, value)) if box.shape in LISTS else value
