"""What is wrong with a form leads to the place where it is put right."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict
from wtforms import FieldList, Form, FormField, HiddenField, RadioField, StringField
from wtforms.validators import InputRequired

from app.web.choices import choices_of
from app.web.date_field import DateBoxes
from app.web.faults import Fault, described, faults
from audits.inspection import Method

NEEDED = [InputRequired("入れてください。")]


class Line(Form):
    medium = StringField("媒体", NEEDED)


class Sheet(Form):
    name = StringField("相手方", NEEDED)
    on = DateBoxes("確認した日", NEEDED)
    method = RadioField("方法", NEEDED, choices=choices_of(Method))
    key = HiddenField("鍵", NEEDED)
    first = FormField(Line)
    lines = FieldList(StringField("行", NEEDED), min_entries=1)


def checked(**typed: str) -> Sheet:
    form = Sheet(MultiDict(typed))
    form.validate()
    return form


def test_each_fault_leads_to_the_first_thing_that_can_be_changed():
    found = faults(checked())
    assert [fault.anchor for fault in found] == [
        "name",
        "on-year",
        "method-0",
        "",  # hidden: nobody can change it
        "first-medium",
        "lines-0",
    ]
    assert {fault.message for fault in found} == {"入れてください。"}


def test_what_is_wrong_with_the_whole_form_comes_first():
    form = checked()
    form.form_errors.append("ほかの人が先に変えました。")
    assert faults(form)[0] == Fault("", "", "ほかの人が先に変えました。")


def test_a_form_in_order_has_no_faults():
    form = Line(MultiDict({"medium": "U-018"}))
    assert form.validate()
    assert faults(form) == []


def test_a_field_names_its_hint_and_its_error():
    wrong, right = checked().name, Sheet().name
    assert described(wrong, "会社名") == {
        "aria-describedby": "name-hint name-error",
        "aria-invalid": "true",
    }
    assert described(right, "会社名") == {"aria-describedby": "name-hint"}
    assert described(right) == {}
