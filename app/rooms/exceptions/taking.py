"""例外の申請の一歩: takes what a form says, or says in the form why it cannot be."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app

from app.acts.consent_on_file import (
    ConsentError,
    NoSuchRequestError,
    RequestChangedMeanwhileError,
)
from app.acts.excepting import StepSaid
from app.acts.exception_on_file import ExceptionCase
from app.clock import now
from app.web.keyed_form import say
from app.web.named_request import Wanted
from app.web.permissions import current_person
from app.web.sessions import address
from app.workflows.handle_exception import take_exception_step
from config import Config


def is_taken(which: Wanted, case: ExceptionCase, said: StepSaid, form: Any) -> bool:
    """Whether the step was taken; the form has been sent and is in order by itself."""
    config: Config = current_app.config["MITODOKE"]
    try:
        take_exception_step(
            which.contract,
            which.number,
            said,
            seen=str(form.seen.data or ""),
            key=form.form_key.data or "",
            font_dir=config.font_dir,
            by=current_person(),
            at=now(),
            address=address(),
        )
    except ConsentError as refused:
        say(form, refused)
    except RequestChangedMeanwhileError as quicker:
        form.seen.data = case.seen
        form.refuse(str(quicker))
    except NoSuchRequestError:
        abort(404)
    else:
        return True
    return False
