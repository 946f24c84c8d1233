"""許可: every view says who may see it; one that says nothing is shown to nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, make_response, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.wrappers import Response

from app.clock import now
from app.records.people import Person
from app.web.answers import see_other
from app.web.csrf import is_forged, refuse_forged
from app.web.kept_form import kept_now
from app.web.sessions import STATIC, address, signed_in_person
from app.web.sign_in_page import SignInForm, sign_in_page
from app.workflows.note_refusal import note_refusal
from audits.roles import Act

View = TypeVar("View", bound=Callable[..., Any])

MEGABYTE = 1024 * 1024
MOST_TYPED = 4  # megabytes in the fields of a form, files left aside
SIGN_IN = "sign_in.show"
CHANGE_PASSWORD = "sign_in.change_password"  # noqa: S105 — the name of a page
PERMISSION = "mitodoke_permission"
NUL, UNTYPED = "\0", "\x01"


@dataclass(frozen=True, slots=True)
class Permission:
    """What a view asks for (None: nothing), and how much may be sent to it."""

    act: Act | None
    megabytes: int = 1


def allowed(act: Act, *, megabytes: int = 1) -> Callable[[View], View]:
    """The view is for those who may do this act; it takes at most so many megabytes."""
    return _marking(Permission(act, megabytes))


def open_to_all(view: View) -> View:
    """The view is for everybody, signed in or not."""
    return _marking(Permission(None))(view)


def _marking(permission: Permission) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, PERMISSION, permission)
        return view

    return mark


def permission_of(view: Callable[..., Any] | None) -> Permission | None:
    """What a view asks for; None where it does not say."""
    found: Permission | None = getattr(view, PERMISSION, None)
    return found


def current_person() -> Person:
    """Who asks; only in views that are not open to all."""
    person = signed_in_person()
    if person is None:
        raise LookupError("nobody has signed in")
    return person


def register(app: Flask) -> None:
    app.before_request(_guard)
    app.context_processor(lambda: {"person": signed_in_person()})


def _guard() -> Response | None:
    """Refuses, or leads to the sign-in; None lets the request through."""
    if request.endpoint is None or request.endpoint == STATIC:
        return None  # a page that is not there, and files that hold no secret
    permission = permission_of(current_app.view_functions[request.endpoint])
    if permission is None:
        current_app.logger.error("%s does not say who may see it", request.endpoint)
        abort(403)
    request.max_content_length = permission.megabytes * MEGABYTE
    request.max_form_memory_size = min(permission.megabytes, MOST_TYPED) * MEGABYTE
    _refuse_what_no_text_holds()
    if permission.act is None:
        refuse_forged()
        return None
    return _guard_person(permission.act)


def _guard_person(act: Act) -> Response | None:
    person = signed_in_person()
    if person is None:
        return _to_sign_in()
    if person.must_change_password and act not in (Act.CHANGE_OWN_PASSWORD, Act.SIGN_OUT):
        return see_other(CHANGE_PASSWORD)
    if not person.may(act):
        _note(person, act.value)
        abort(403)
    if is_forged():
        _note(person, "forged_request")
        abort(400, "forged")
    return None


def _note(person: Person, act: str) -> None:
    note_refusal(person, act, f"{request.method} {request.path}", address=address(), at=now())


def _to_sign_in() -> Response:
    kept = kept_now() if request.method == "POST" else None
    if kept is not None:
        return make_response(sign_in_page(SignInForm(), kept=kept))
    if request.method != "GET" or request.path == "/":
        return see_other(SIGN_IN)
    return see_other(SIGN_IN, next=request.full_path.rstrip("?"))


def _refuse_what_no_text_holds() -> None:
    """PostgreSQL stores no NUL, and nobody types one.

    In an address it is refused; in a box it becomes another sign that nobody types, which the form
    refuses with a sentence beside the box.
    """
    given = [request.path, *request.args.values(), *request.args.keys()]
    if request.method == "POST":
        given += request.form.keys()
    if any(NUL in text for text in given):
        abort(400)
    if request.method == "POST" and any(NUL in v for _, vs in request.form.lists() for v in vs):
        request.form = ImmutableMultiDict(
            (name, value.replace(NUL, UNTYPED))
            for name, values in request.form.lists()
            for value in values
        )
