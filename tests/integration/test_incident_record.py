"""事故の記録: what the record and the operation log keep of an incident."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.clock import today
from audits.wareki import short_wareki
from tests.integration.browser import Browser
from tests.integration.entry_forms import boxes
from tests.integration.incident_pages import (
    HERE,
    KNOWN,
    PAGE,
    a_city,
    decide,
    done,
    on,
    refused,
    register,
    step,
)
from tests.integration.installation import Installation
from tests.integration.visit_reports import NUMBER

EARLIER = KNOWN - timedelta(days=1)


@pytest.fixture
def city(installation: Installation) -> Installation:
    return a_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def test_a_number_typed_full_width_keeps_its_first_notice(officer, city):
    path = f"/incidents/new/{NUMBER}"
    typed = boxes(officer.get(path).text) | {"number": "Ｊ－１", "outline": "紛失"}
    typed["notified_by"] = "受託者の部長"
    for _ in range(2):  # of two clicks the second leads there as well
        there = done(officer.send_as_is(path, **typed)).location
        assert "incident=J-1" in there
        page = officer.get(there).text
        assert "受託者の部長" in page
        assert "報告の要否がまだ決まっていません" in page
    assert len(city.rows("SELECT id FROM incidents")) == 1


@pytest.mark.parametrize("again", ["Ｊ－１", "J-1", " Ｊ-1　"])
def test_the_same_number_in_other_letters_is_the_same_incident(officer, again):
    done(register(officer, number="J-1"))
    assert "すでに登録されています" in refused(register(officer, number=again))


def test_the_record_shows_one_day_on_which_the_incident_became_known(officer, city):
    done(register(officer))
    before = city.entries(NUMBER)[-1]
    done(step(officer, "notice", **on("known_on", EARLIER)))
    told, corrected = city.entries(NUMBER)[-2:]
    assert told.text.startswith(f"事故 1　第一報　覚知 {short_wareki(EARLIER)}")
    assert (corrected.kind, corrected.corrects) == ("訂正", before.number)
    assert short_wareki(EARLIER) in corrected.text
    done(step(officer, "notice", **on("known_on", KNOWN)))
    again = city.entries(NUMBER)[-1]
    assert again.corrects == corrected.number
    answer = city.run("verify")
    assert answer.exit_code == 0, answer.output


def test_a_count_that_became_known_puts_the_notice_right(officer, city):
    done(register(officer))
    notice = city.entries(NUMBER)[-1]
    done(step(officer, "content", happening="leaked", person_count="120"))
    corrected = city.entries(NUMBER)[-1]
    assert corrected.corrects == notice.number
    assert corrected.text.endswith("120人（変更：本人数）")


def test_what_the_notice_never_told_does_not_strike_it_out(officer, city):
    done(register(officer, person_count="1"))
    before = len(city.entries(NUMBER))
    done(decide(officer, sensitive="yes"))
    [added] = city.entries(NUMBER)[before:]
    assert added.corrects is None


def test_the_operation_log_says_from_where_an_incident_was_handled(officer, city):
    done(register(officer))
    done(step(officer, "report", **on("on", today())))
    query = "SELECT act, address FROM operation_log WHERE act LIKE '%incident' ORDER BY id"
    noted = [tuple(row) for row in city.rows(query)]
    assert [act for act, _ in noted] == ["register_incident", "report_incident"]
    assert all(address for _, address in noted)


def test_whoever_was_overtaken_sees_what_changed_and_what_did_not(officer, city):
    done(register(officer))
    path = f"/incidents/step/report/{HERE}"
    before = boxes(officer.get(path).text) | on("on", today())
    done(step(officer, "cause", cause="確認もれ"))
    said = refused(officer.send_as_is(path, **before))
    assert "いま台帳にある内容との違い" in said
    assert '<td class="kept-lines">—</td>' in said  # no day is on file yet
    done(officer.send_as_is(path, **boxes(said)))
    assert "事故報告書を受領" in city.entries(NUMBER)[-1].text


def test_whoever_was_overtaken_elsewhere_only_sends_again(officer, city):
    done(register(officer))
    path = f"/incidents/step/cause/{HERE}"
    before = boxes(officer.get(path).text)
    done(step(officer, "report", **on("on", today())))
    said = refused(officer.send_as_is(path, **before))
    assert "この頁の欄には、違いはありません" in said
    done(officer.send_as_is(path, **{**boxes(said), "cause": "誤送信"}))
    assert "誤送信" in officer.get(PAGE).text
