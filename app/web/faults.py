"""誤り: what is wrong with a form, each with the place where it is put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wtforms import Field, FieldList, Form, FormField, RadioField


class Fault(NamedTuple):
    """One thing to put right; `anchor` is the id of its field, blank where it has none."""

    anchor: str
    label: str
    message: str


def faults(form: Form) -> list[Fault]:
    """Everything wrong with a form, in the order of its fields; what concerns all of it first."""
    whole = [Fault("", "", str(message)) for message in form.form_errors]
    return [*whole, *_in_fields(form)]


def described(field: Field, hint: str = "") -> dict[str, str]:
    """What ties a field to its hint and its error for those who do not see them beside it."""
    told = [f"{field.id}-hint"] if hint else []
    if not field.errors:
        return {"aria-describedby": " ".join(told)} if told else {}
    return {"aria-describedby": " ".join([*told, f"{field.id}-error"]), "aria-invalid": "true"}


def _in_fields(fields: Iterable[Field]) -> Iterator[Fault]:
    for field in fields:
        if isinstance(field, FormField | FieldList):
            yield from _in_fields(field)
        elif field.errors:
            yield Fault(_anchor(field), _label(field), str(field.errors[0]))


def _anchor(field: Field) -> str:
    """The first box, button or choice of a field made of several; hidden ones have no place."""
    if field.type in ("HiddenField", "CSRFTokenField"):
        return ""
    if isinstance(field, RadioField):
        return f"{field.id}-0"
    return str(getattr(field, "first_box_id", field.id))


def _label(field: Field) -> str:
    return str(field.label.text)
