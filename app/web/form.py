"""様式: the form that all others are built on; what is wrong with an answer is said in Japanese."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

import wtforms
from flask import request
from werkzeug.datastructures import CombinedMultiDict
from wtforms import Field, SelectField
from wtforms.meta import DefaultMeta
from wtforms.validators import InputRequired

BLANK = "入力してください。"
NOT_CHOSEN = "選んでください。"
# What WTForms says by itself, in our words; a test knows all of it.
WORDS: Mapping[str, str] = {
    "This field is required.": BLANK,
    "Invalid input.": "入力の形が正しくありません。",
    "Field must be equal to %(other_name)s.": "二つの入力が一致していません。",
    "Field must be at least %(min)d character long.": "%(min)d文字以上にしてください。",
    "Field must be at least %(min)d characters long.": "%(min)d文字以上にしてください。",
    "Field cannot be longer than %(max)d character.": "%(max)d文字以内にしてください。",
    "Field cannot be longer than %(max)d characters.": "%(max)d文字以内にしてください。",
    "Field must be exactly %(max)d character long.": "%(max)d文字にしてください。",
    "Field must be exactly %(max)d characters long.": "%(max)d文字にしてください。",
    "Field must be between %(min)d and %(max)d characters long.": (
        "%(min)d文字以上、%(max)d文字以内にしてください。"
    ),
    "Number must be at least %(min)s.": "%(min)s以上の数にしてください。",
    "Number must be at most %(max)s.": "%(max)s以下の数にしてください。",
    "Number must be between %(min)s and %(max)s.": "%(min)sから%(max)sまでの数にしてください。",
    "Date must be at least %(min)s.": "%(min)s以後の日付にしてください。",
    "Date must be at most %(max)s.": "%(max)s以前の日付にしてください。",
    "Date must be between %(min)s and %(max)s.": "%(min)sから%(max)sまでの日付にしてください。",
    "Invalid value, must be one of: %(values)s.": "%(values)s のどれかにしてください。",
    "Invalid value, can't be any of: %(values)s.": "%(values)s は使えません。",
    "This field cannot be edited.": "この欄は変えられません。",
    "This field is disabled and cannot have a value.": "この欄には入力できません。",
    "Invalid email address.": "メールアドレスの形が正しくありません。",
    "Invalid URL.": "URLの形が正しくありません。",
    "Invalid IP address.": "IPアドレスの形が正しくありません。",
    "Invalid Mac address.": "MACアドレスの形が正しくありません。",
    "Invalid UUID.": "識別番号の形が正しくありません。",
    "Invalid field name '%s'.": "比べる欄がありません（%s）。",
    "Invalid Choice: could not coerce.": "一覧から選んでください。",
    "Invalid choice(s): one or more data inputs could not be coerced.": "一覧から選んでください。",
    "Not a valid choice.": "一覧から選んでください。",
    "'%(value)s' is not a valid choice for this field.": "一覧から選んでください。",
    "'%(value)s' are not valid choices for this field.": "一覧から選んでください。",
    "Choices cannot be None.": "選択肢がありません。",
    "Not a valid integer value.": "整数を入れてください。",
    "Not a valid decimal value.": "数を入れてください。",
    "Not a valid float value.": "数を入れてください。",
    "Not a valid date value.": "日付として読めません。",
    "Not a valid datetime value.": "日時として読めません。",
    "Not a valid time value.": "時刻として読めません。",
    "Not a valid week value.": "週として読めません。",
}
UNPRINTABLE = "使えない文字が含まれています。消してから、もう一度入れてください。"
BROUGHT_BACK = "brought_back"
KEPT = frozenset("\t\n\r")
# Controls, halves of characters, and marks that turn the direction of reading.
REFUSED_CATEGORIES = frozenset({"Cc", "Cs"})
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Words:
    """WTForms' messages, in Japanese."""

    def gettext(self, message: str) -> str:
        return WORDS.get(message, message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.gettext(singular if n == 1 else plural)


class Form(wtforms.Form):
    """A form of one request: filled in where something was sent, else from `obj` or `data`.

    It knows nothing of the law or the database; whether a request is ours is seen to before.
    """

    class Meta(DefaultMeta):
        def get_translations(self, form: Any) -> Words:
            return Words()

    def __init__(self, obj: object = None, **data: Any) -> None:
        super().__init__(_sent(), obj=obj, **data)

    def validate_on_submit(self) -> bool:
        """Whether something was sent and can be taken; what is only brought back is not."""
        return request.method == "POST" and not is_brought_back() and self.validate()

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        for field in self:
            is_blank = isinstance(field.data, str) and bool(field.data) and not field.data.strip()
            if is_blank and field.flags.required and not field.errors:
                field.errors = [BLANK]
                good = False
        for field in self:
            if isinstance(field.data, str) and has_refused_sign(field.data):
                field.errors = [*field.errors, UNPRINTABLE]
                good = False
        for field in self:
            if isinstance(field, SelectField):
                field.errors = [NOT_CHOSEN if one == BLANK else one for one in field.errors]
        return good

    def refuse(self, sentence: str) -> None:
        """Says of the whole form what is wrong with it."""
        self.form_errors.append(sentence)


def must_be_filled_in(field: Field) -> None:
    """Makes a box of one form 必須 where it is not so everywhere."""
    field.validators = (InputRequired(BLANK), *field.validators)
    field.flags.required = True


def is_brought_back() -> bool:
    """Whether somebody comes back to what was typed before a session ended: nothing is done yet."""
    return BROUGHT_BACK in request.form


def _sent() -> CombinedMultiDict[str, Any] | None:
    return CombinedMultiDict([request.files, request.form]) if request.method == "POST" else None


def has_refused_sign(text: str) -> bool:
    """Whether the text has a sign that nobody types and that must not get on file."""
    return any(
        sign in TURNING or (unicodedata.category(sign) in REFUSED_CATEGORIES and sign not in KEPT)
        for sign in text
    )
