"""事故報告書: what stands on the paper, read back, and that it carries the end of the record."""

from __future__ import annotations

import pytest

from app.clock import today
from tests.integration.browser import Browser
from tests.integration.incident_pages import (
    HERE,
    KNOWN,
    a_city,
    decide,
    done,
    on,
    register,
    step,
)
from tests.integration.installation import Installation
from tests.integration.visit_reports import NUMBER
from tests.unit.papers_read_back import ink_outside, page_texts, pictures, qr_texts

PAPER = f"/incidents/paper/{HERE}"
LIVE_AREA = (24.5, 10.0, 200.5, 289.0)


@pytest.fixture
def city(installation: Installation) -> Installation:
    return a_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def words(browser: Browser) -> str:
    return "".join(page_texts(browser.get(PAPER).data))


def test_at_first_it_says_what_nobody_has_said_yet(officer):
    done(register(officer))
    said = words(officer)
    assert "事故報告書" in said
    assert "名簿を別の学校に送った" in said
    assert said.count("（未記入）") > 10
    assert "要否が未決定" in said


def test_everything_that_was_entered_stands_on_it(officer, city):
    done(register(officer, **on("happened_on", KNOWN)))
    done(
        step(
            officer,
            "content",
            happening="lost",
            is_suspected="y",
            course="9時に発送した。",
            items="児童の氏名",
            media="紙",
            person_count="120",
        )
    )
    done(decide(officer, person_count="120"))
    done(step(officer, "preliminary", **on("on", today()), reference="R8-77"))
    done(step(officer, "cause", cause="確認もれ", harm="なし", measures="回収", cause_by="city"))
    said = words(officer)
    for part in (
        *("滅失のおそれ", "9時に発送した。", "児童の氏名", "120人", "確認もれ", "市（報告者）"),
        *("報告の対象（本人の数が100人を超える）", "R8-77", "受託者の運用部長", "14:30"),
    ):
        assert part in said, part
    chain = city.entries(NUMBER)
    assert f"管理記録{len(chain)}号" in said
    [code] = qr_texts(officer.get(PAPER).data)
    assert code.startswith(f"{NUMBER},{len(chain)},")


def test_long_texts_run_over_pages_and_nothing_is_left_off(officer):
    done(register(officer))
    course = "".join(f"{number}番目のことが起きた。" for number in range(300))
    done(step(officer, "content", happening="leaked", course=course))
    pdf = officer.get(PAPER).data
    said = "".join(page_texts(pdf))
    assert len(page_texts(pdf)) > 2
    assert "0番目のこと" in said
    assert "299番目" in said
    assert not any(ink_outside(picture, *LIVE_AREA) for picture in pictures(pdf))


def test_it_is_a_file_with_its_own_name_for_those_who_may_take_it(officer, city):
    done(register(officer))
    answer = officer.get(PAPER)
    assert answer.mimetype == "application/pdf"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert Browser(city).come_in("secretariat").get(PAPER).status_code == 200
    assert Browser(city).come_in("elsewhere").get(PAPER).status_code == 404
