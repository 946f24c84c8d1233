"""A city with contracts whose years of keeping have passed, and the people who decide of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.acts.retention import Chosen, chosen_contracts, word_of
from app.clock import now
from app.records.database import reading
from app.records.people import Person, person_named
from app.records.scope import EVERYTHING
from app.workflows.keep_or_dispose import dispose_of_contracts, take_retention_step
from audits.retention import RetentionStep
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.entry_forms import boxes
from tests.integration.installation import Installation

DEPARTMENT, ELSEWHERE = "教育支援課", "収納課"
OLD, NEXT, NEVER, OTHERS = "H30-001", "H31-001", "H30-002", "H30-900"
TITLE = "すずらん学習支援業務"
SPAN = {"開始日": "2018-04-01", "終了日": "2019-03-31"}


def set_up(installation: Installation) -> None:
    """Three contracts of a department, one of another; OLD is closed, NEVER came to nothing."""
    contracts = [
        contract_cells(OLD, 件名=TITLE, **SPAN),
        contract_cells(NEXT, 開始日="2019-04-01", 終了日="2020-03-31", 前契約番号=OLD),
        contract_cells(NEVER, 件名="あやめ印刷業務", 不成立日="2018-05-01", **SPAN),
        contract_cells(OTHERS, 件名="なずな収納業務", 所管課=ELSEWHERE, **SPAN),
    ]
    notes = [
        {"契約番号": OLD, "日付": "2018-06-01", "区分": "打合せ", "内容": f"{TITLE}の打合せ"},
        {"契約番号": OLD, "日付": "2018-07-01", "区分": "電話確認", "内容": "電話で確かめた"},
    ]
    assert installation.load_sheets(契約=contracts, 記録=notes).written
    assert installation.run("settings", "set", "oversight_start", "2026-04-01").exit_code == 0
    add_person(installation, "manager", (Role.MANAGER, DEPARTMENT), name="課長 一郎")
    add_person(installation, "elsewhere", (Role.MANAGER, ELSEWHERE), name="課長 二郎")
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT))
    add_person(installation, "secretariat", Role.SECRETARIAT, name="事務 花子")
    both = ((Role.MANAGER, DEPARTMENT), Role.SECRETARIAT)
    add_person(installation, "both", *both, name="兼務 三郎")
    close(installation, OLD, "manager", "2019-06-10")
    close(installation, OTHERS, "elsewhere", "2019-06-11")


def close(installation: Installation, number: str, login: str, on: str) -> None:
    """完了 of a contract, by a press of its manager."""
    decide(installation, f"/decisions/close/{number}", login, on)


def decide(installation: Installation, path: str, login: str, on: str) -> None:
    manager = Browser(installation).come_in(login)
    fields = boxes(manager.get(path).text) | {"reason": "すべて終わった", "on-year": on}
    fields |= {"on-month": "", "on-day": ""}
    answer = manager.send_as_is(path, **fields)
    assert answer.status_code == 303, answer.text


def person(installation: Installation, login: str) -> Person:
    with installation.app.app_context(), reading() as session:
        found = person_named(session, login, now().date())
    assert found is not None
    return found


def chosen(installation: Installation, *numbers: str) -> Chosen:
    """These contracts as they stand now."""
    found = installation.rows("SELECT id, number FROM contracts")
    ids = tuple(sorted(key for key, number in found if number in numbers))
    with installation.app.app_context(), reading() as session:
        return Chosen(ids, word_of(chosen_contracts(session, ids, EVERYTHING)))


def confirm(
    installation: Installation,
    numbers: Sequence[str],
    login: str = "manager",
    step: RetentionStep = RetentionStep.CONFIRMED,
    *,
    key: str = "",
    said: Chosen | None = None,
    at: datetime | None = None,
) -> None:
    """The first confirmation, or another step."""
    who, which = person(installation, login), said or chosen(installation, *numbers)
    with installation.app.app_context():
        take_retention_step(which, step, reason="保存期限の満了", key=key, by=who, at=at or now())


def dispose(
    installation: Installation,
    numbers: Sequence[str],
    login: str = "secretariat",
    *,
    key: str = "",
    said: Chosen | None = None,
) -> None:
    """The second confirmation."""
    who, which = person(installation, login), said or chosen(installation, *numbers)
    with installation.app.app_context():
        dispose_of_contracts(which, reason="廃棄してよい", key=key, by=who, at=now())


def confirm_and_dispose(installation: Installation, *numbers: str) -> None:
    confirm(installation, numbers)
    dispose(installation, numbers)
