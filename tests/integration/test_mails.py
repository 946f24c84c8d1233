"""督促のメール: each morning one mail to whoever has something new to learn; nothing twice."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.mail_server import MailServer
from app.workflows.send_reminders import make_morning_mails, send_waiting_mails
from app.workflows.set_mail import set_mail
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import AT, BY, Installation
from tests.integration.mail_server import LOCALHOST, Post, post_office

EIGHT = datetime(2026, 11, 19, 23, 0, tzinfo=UTC)  # Friday 2026-11-20, 8:00 in Japan
ONE_DAY = timedelta(days=1)
DEPARTMENT = "教育支援課"


@pytest.fixture
def post() -> Iterator[Post]:
    with post_office() as found:
        yield found


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A contract whose visit was due on 31 October, and everybody who may be told of it."""
    loaded = installation.load_sheets(
        契約=[
            contract_cells(
                "R8-001",
                件名="見守り業務",
                所管課=DEPARTMENT,
                開始日="2026-04-01",
                終了日="2026-10-31",
            ),
            contract_cells("R8-002", 件名="かわせみ業務", 所管課="収納課"),
        ]
    )
    assert loaded.written, loaded.errors
    assert installation.run("settings", "set", "oversight_start", "2026-10-01").exit_code == 0
    for role in (Role.OFFICER, Role.MANAGER):
        add_person(installation, role.value, (role, DEPARTMENT))
    for role in (Role.SECRETARIAT, Role.ADMIN, Role.AUDITOR):
        add_person(installation, role.value, role)
    with installation.app.app_context():
        for login in ("officer", "manager", "secretariat", "admin", "auditor"):
            set_mail(login, f"{login}@city.example", by=BY, at=AT)
    return installation


def morning(city: Installation, at: datetime) -> int | None:
    with city.app.app_context():
        return make_morning_mails(at)


def deliver(city: Installation, post: Post, at: datetime = EIGHT) -> tuple[int, int]:
    server = MailServer(LOCALHOST, post.port, "none", "みとどけ <mitodoke@city.example>")
    with city.app.app_context():
        done = send_waiting_mails(server, at)
    return done.sent, done.failed


def test_an_officer_is_told_of_what_is_overdue_in_the_own_department_only(city, post):
    assert morning(city, EIGHT) is not None
    deliver(city, post)
    [mail] = post.to("officer@city.example")
    text = mail.get_content()
    assert "見守り業務" in text
    assert "20日超過" in text
    assert "かわせみ業務" not in text
    assert "期限" in mail["Subject"]


def test_the_manager_is_told_from_the_seventh_day_and_the_secretariat_from_the_thirtieth(
    city, post
):
    morning(city, EIGHT - timedelta(days=15))  # 5 November: five days overdue
    deliver(city, post)
    told = [mail.get_content() for mail in post.to("manager@city.example")]
    assert not [text for text in told if "7日以上" in text]
    morning(city, EIGHT)
    deliver(city, post)
    assert "期限を7日以上過ぎたもの" in post.to("manager@city.example")[-1].get_content()
    said = [mail.get_content() for mail in post.to("secretariat@city.example")]
    assert not [text for text in said if "30日以上" in text]
    morning(city, EIGHT + timedelta(days=11))  # 1 December
    deliver(city, post)
    assert "期限を30日以上過ぎたもの" in post.to("secretariat@city.example")[-1].get_content()


def test_who_has_nothing_to_do_with_contracts_gets_no_mail(city, post):
    morning(city, EIGHT)
    deliver(city, post)
    assert post.to("admin@city.example") == post.to("auditor@city.example") == []


def test_what_was_told_is_not_told_again_until_something_new_is_reached(city, post):
    morning(city, EIGHT)
    deliver(city, post)
    seen = len(post.to("officer@city.example"))
    assert morning(city, EIGHT + 4 * ONE_DAY) is not None  # Tuesday; Monday is a holiday
    deliver(city, post)
    weekly = post.to("officer@city.example")[seen:]
    assert [("今週の期限の一覧" in mail["Subject"]) for mail in weekly] == [True]
    assert "期限を過ぎたもの" not in weekly[0].get_content()
    assert morning(city, EIGHT + 5 * ONE_DAY) == 0


def test_the_mails_of_a_morning_are_made_once_however_many_schedulers_run(city):
    start, made = threading.Barrier(4), []

    def run() -> None:
        start.wait()
        made.append(morning(city, EIGHT))

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([count for count in made if count is not None]) == 1
    assert city.count("mornings") == 1
    assert city.count("mails") == 3


def test_nothing_goes_out_on_a_closed_day_or_before_the_hour(city):
    assert morning(city, EIGHT + ONE_DAY) is None  # Saturday
    assert morning(city, EIGHT - timedelta(minutes=1)) is None
    assert city.count("mails") == 0


def test_after_missed_mornings_everything_is_told_once(city, post):
    morning(city, EIGHT + timedelta(days=20))
    deliver(city, post)
    [mail] = post.to("officer@city.example")
    assert mail.get_content().count("■ 期限を過ぎたもの") == 1


def test_what_the_mail_server_refuses_is_shown_and_tried_again(city, post):
    morning(city, EIGHT)
    post.closed = True
    assert deliver(city, post) == (0, 3)
    browser = Browser(city).come_in("secretariat")
    page = browser.get("/mails").text
    assert "送信待ち" in page
    assert "try again later" in page
    post.closed = False
    assert deliver(city, post, EIGHT + timedelta(minutes=1)) == (0, 0)  # not at once
    assert deliver(city, post, EIGHT + timedelta(minutes=11)) == (3, 0)
    assert "送信済み" in browser.get("/mails").text
    assert len(post.taken) == 3


def test_a_mail_is_handed_over_once_by_two_that_send_at_the_same_time(city, post):
    morning(city, EIGHT)
    start = threading.Barrier(2)

    def run() -> None:
        start.wait()
        deliver(city, post)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(post.taken) == 3
    assert len({mail["Message-ID"] for mail in post.taken}) == 3


def test_the_command_shows_what_would_go_out_and_keeps_nothing(city):
    done = city.run("notify", "--on", "2026-11-20", "--dry-run")
    assert done.exit_code == 0
    assert "officer@city.example" in done.stdout
    assert city.count("mails") == 0


def test_the_command_without_a_mail_server_says_so(city):
    done = city.run("notify")
    assert done.exit_code == 1
    assert "MITODOKE_SMTP_HOST" in done.stderr
