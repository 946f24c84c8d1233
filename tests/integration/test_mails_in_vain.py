"""メールの行き先: who has left gets none that still waits, and one bad address stops nobody's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.mail_server import MailServer
from app.workflows.deactivate_person import deactivate_person
from app.workflows.send_reminders import Sending, make_morning_mails, send_waiting_mails
from app.workflows.set_mail import set_mail
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import AT, BY, Installation
from tests.integration.mail_server import LOCALHOST, Post, post_office

EIGHT = datetime(2026, 11, 19, 23, 0, tzinfo=UTC)  # Friday 2026-11-20, 8:00 in Japan
DEPARTMENT = "教育支援課"
PEOPLE = ("first", "second", "third")
NOT_ADDRESSES = (
    "a@[x",
    "(a@b):c",
    '"a@b.jp',
    "a@b.jp\r\nBcc: c@d.jp",
    "a@b.jp\nSubject: x",
    "田中@市役所.jp",
    "a@市役所.jp",
    "a@b.jp, c@d.jp",
    "a",
    "a@",
    "@b.jp",
    "市@[\t",
)


@pytest.fixture
def post() -> Iterator[Post]:
    with post_office() as found:
        yield found


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A visit that was due on 31 October, and three officers who are told of it."""
    cells = contract_cells("R8-001", 所管課=DEPARTMENT, 開始日="2026-04-01", 終了日="2026-10-31")
    assert installation.load_sheets(契約=[cells]).written
    for login in PEOPLE:
        add_person(installation, login, (Role.OFFICER, DEPARTMENT), name=login)
        with installation.app.app_context():
            set_mail(login, f"{login}@city.example", by=BY, at=AT)
    return installation


def make_mails(city: Installation) -> None:
    with city.app.app_context():
        assert make_morning_mails(EIGHT) == len(PEOPLE)


def deliver(
    city: Installation,
    post: Post,
    at: datetime = EIGHT,
    sender: str = "みとどけ <mitodoke@city.example>",
) -> Sending:
    with city.app.app_context():
        return send_waiting_mails(MailServer(LOCALHOST, post.port, "none", sender), at)


def states(city: Installation) -> list[str]:
    query = "SELECT m.state FROM mails m JOIN people p ON p.id = m.person_id ORDER BY p.id"
    return [state for (state,) in city.rows(query)]


def log_page(city: Installation) -> str:
    add_person(city, "auditor", Role.AUDITOR)
    return Browser(city).come_in("auditor").get("/mails").text


def test_whoever_was_deactivated_gets_no_mail_that_still_waits(city, post):
    make_mails(city)
    with city.app.app_context():
        deactivate_person("second", by=BY, at=AT)
    assert deliver(city, post) == Sending(sent=2, failed=0)
    assert post.to("second@city.example") == []
    assert states(city) == ["sent", "dropped", "sent"]
    page = log_page(city)
    assert "取りやめ" in page
    assert "利用を止めた人か、役割のない人のため" in page


def test_whoever_holds_no_role_on_the_day_it_goes_out_gets_none_either(city, post):
    make_mails(city)
    city.change(
        "UPDATE roles SET last_on = '2026-11-20' WHERE person_id ="
        " (SELECT id FROM people WHERE login = 'third')"
    )
    post.closed = True
    assert deliver(city, post).failed == 3  # it is still the last day
    post.closed = False
    assert deliver(city, post, EIGHT + timedelta(days=1)).sent == 2
    assert states(city) == ["sent", "sent", "dropped"]
    assert post.to("third@city.example") == []


def test_what_was_dropped_is_never_sent_later_not_even_when_the_person_comes_back(city, post):
    make_mails(city)
    with city.app.app_context():
        deactivate_person("second", by=BY, at=AT)
    deliver(city, post)
    city.change("UPDATE people SET deactivated_at = NULL")
    assert deliver(city, post, EIGHT + timedelta(hours=1)) == Sending(sent=0, failed=0)


@pytest.mark.parametrize("address", NOT_ADDRESSES)
def test_an_address_that_no_mail_program_takes_stops_only_its_own_mail(city, post, address):
    city.change("UPDATE people SET mail = :address WHERE login = 'first'", address=address)
    make_mails(city)
    assert deliver(city, post) == Sending(sent=2, failed=1)
    assert states(city) == ["failed", "sent", "sent"]
    assert [len(post.to(f"{login}@city.example")) for login in PEOPLE] == [0, 1, 1]
    assert len(post.taken) == 2
    assert "メールの宛先の形が正しくありません" in log_page(city)


def test_a_sender_that_cannot_be_is_tried_again_for_it_is_nobodys_address(city, post):
    make_mails(city)
    assert deliver(city, post, sender="a@b\r\nc").failed == 3
    assert states(city) == ["waiting"] * 3
    assert deliver(city, post, EIGHT + timedelta(minutes=11)).sent == 3
