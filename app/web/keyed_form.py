"""鍵のある様式: a form that is carried out once, and knows what its page showed."""

from __future__ import annotations

from collections.abc import Sequence
from secrets import token_urlsafe
from typing import Any, Protocol

from wtforms import HiddenField

from app.web.form import Form

MEGABYTES = 2  # so that too long a text gets a sentence, not a closed door


class KeyedForm(Form):
    """What such a form carries unseen: its key, and the thing as the page showed it."""

    form_key = HiddenField()
    seen = HiddenField()


class Refusal(Protocol):
    """What cannot be done like this: (the field, blank for all of it; a sentence)."""

    @property
    def wrong(self) -> Sequence[tuple[str, str]]: ...


def new_key() -> str:
    return token_urlsafe(16)


def say(form: Any, refused: Refusal) -> None:
    """Puts each sentence beside its field; what concerns no field stands above all."""
    for name, sentence in refused.wrong:
        if name in form:
            form[name].errors = [*form[name].errors, sentence]
        else:
            form.refuse(sentence)
