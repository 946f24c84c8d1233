"""更新の部屋: the one blueprint of renewing many contracts, and what its forms bring back."""

from __future__ import annotations

from enum import Enum

from flask import Blueprint
from wtforms import HiddenField
from wtforms.validators import Length

from app.web.form import Form

room = Blueprint("renewals", __name__, url_prefix="/renewals")
ROWS = 50


class Which(Enum):
    """Which contracts of the year are shown: those without a successor, or those with one."""

    OPEN = "open"
    MADE = "made"


class Press(Enum):
    """What was pressed under the list."""

    CHECK = "check"
    MAKE = "make"
    ALL = "all"
    NONE = "none"


class Sent(Form):
    """What the form brings back beside its rows: the key that lets it act once, and the word."""

    form_key = HiddenField(validators=[Length(max=100)])
    agreed = HiddenField(validators=[Length(max=100)])
