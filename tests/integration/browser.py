"""A browser of the tests: it keeps cookies, brings forms' tokens back, and signs people in."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.acts import people, signing_in
from app.acts.people import Appointment
from app.clock import now
from app.records.database import transaction
from app.records.people import secret_of
from audits.roles import Role
from tests.integration.installation import AT, BY, Installation

PASSWORD = "雨の日は傘を二本持って歩く"
COOKIE = "mitodoke"
TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]+)"')
SOME_DAY = date(2020, 4, 1)


class Browser:
    """One browser at one address."""

    def __init__(self, installation: Installation, address: str = "192.0.2.7") -> None:
        self._installation = installation
        self._client: FlaskClient = installation.app.test_client()
        self._client.environ_base["REMOTE_ADDR"] = address

    @property
    def cookie(self) -> str | None:
        found = self._client.get_cookie(COOKIE)
        return found.value if found else None

    @cookie.setter
    def cookie(self, value: str) -> None:
        self._client.set_cookie(COOKIE, value)

    def get(self, path: str, **options: Any) -> TestResponse:
        return self._client.get(path, **options)

    def open(self, path: str, method: str, **options: Any) -> TestResponse:
        answer = self._client.open(path, method=method, **options)
        answer.request.input_stream.close()  # what is large is sent from a file, never shut else
        return answer

    def send(self, path: str, /, **fields: str) -> TestResponse:
        """Sends a form as a page of ours would."""
        return self.send_as_is(path, csrf_token=self.csrf_token(), **fields)

    def send_as_is(self, path: str, /, **fields: str) -> TestResponse:
        """Sends a form with exactly these fields."""
        return self._client.post(path, data=fields)

    def csrf_token(self) -> str:
        """The token that stands in the forms of this browser's pages."""
        page = self.get("/password")
        found = TOKEN.search(page.text) or TOKEN.search(self.get("/sign-in").text)
        assert found is not None
        return found[1]

    def sign_in(self, login: str, password: str = PASSWORD, path: str = "/sign-in") -> TestResponse:
        return self.send(path, login=login, password=password)

    def is_signed_in(self) -> bool:
        """Whether a page for people with an account is shown."""
        return self.get("/password").status_code == 200

    def come_in(self, login: str, at: datetime | None = None) -> Browser:
        """As after a sign-in, without the time that a password takes."""
        with self._installation.app.app_context(), transaction() as session:
            secret = secret_of(session, login)
            assert secret is not None
            self.cookie = signing_in.open_session(session, secret.person_id, at or now())
        return self


def add_person(
    installation: Installation,
    login: str,
    *held: Role | tuple[Role, str],
    name: str = "宮野 さくら",
    password: str = PASSWORD,
    must_change: bool = False,
    first_on: date = SOME_DAY,
    last_on: date | None = None,
    at: datetime = AT,
) -> str:
    """Puts a person on file with these roles, each alone or with its department; the login."""
    given = [Appointment(*role) if isinstance(role, tuple) else Appointment(role) for role in held]
    with installation.app.app_context(), transaction() as session:
        people.add(
            session,
            login,
            name,
            given,
            password=password,
            for_good=not must_change,
            first_on=first_on,
            last_on=last_on,
            by=BY,
            at=at,
        )
    return login


def log_lines(installation: Installation) -> list[tuple[str, str, str, str, str | None]]:
    """The operation log but for its moments, oldest first."""
    query = "SELECT actor, act, subject, result, address FROM operation_log ORDER BY id"
    return [tuple(row) for row in installation.rows(query)]
