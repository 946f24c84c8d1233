"""事故の訂正: what a plain form can put right, and what only the steps of the incident can."""

from __future__ import annotations

import pytest

from app.clock import today
from tests.integration.browser import Browser
from tests.integration.entry_forms import boxes, send
from tests.integration.incident_pages import (
    HERE,
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

CHANGE = f"/entries/incident-change/{NUMBER}?key=1"


@pytest.fixture
def city(installation: Installation) -> Installation:
    return a_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


@pytest.fixture
def manager(city: Installation) -> Browser:
    return Browser(city).come_in("manager")


def test_an_incident_is_registered_in_its_own_room_only(officer):
    assert officer.get(f"/entries/incident/{NUMBER}").status_code == 404
    page = officer.get(f"/contracts/{NUMBER}?view=overview").text
    assert f"/incidents/new/{NUMBER}" in page


def test_no_form_beside_the_steps_takes_back_a_decision_or_a_report(officer, city):
    done(register(officer))
    done(decide(officer, sensitive="yes"))
    for name in ("preliminary", "final"):
        done(step(officer, name, **on("on", today())))
    page = officer.get(CHANGE).text
    assert f"/incidents/of/{HERE}" in page  # where the steps are
    fields = boxes(page)
    assert not [name for name in fields if name.startswith(("final_on", "preliminary_on"))]
    asked = {"reportable": "", **on("final_on", None), **on("preliminary_on", None)}
    assert send(officer, CHANGE, fields | asked | {"outline": "誤送信"}).status_code == 303
    query = "SELECT reportable, final_on, preliminary_on, outline FROM incidents WHERE is_current"
    [(reportable, final_on, preliminary_on, outline)] = city.rows(query)
    assert reportable
    assert (str(final_on), str(preliminary_on)) == (today().isoformat(),) * 2
    assert outline == "誤送信"


def test_each_entry_of_an_incident_leads_to_where_it_can_be_put_right(officer):
    done(register(officer))
    done(decide(officer, sensitive="yes"))
    for name in ("report", "preliminary", "final"):
        done(step(officer, name, **on("on", today())))
    page = officer.get(f"/entries/note-change/{NUMBER}").text
    assert f"/entries/incident-change/{NUMBER}" in page
    for name in ("report", "preliminary", "final"):
        assert f"/incidents/step/{name}/{HERE}" in page


def test_a_closed_incident_is_opened_again_before_its_count_is_changed(officer, manager, city):
    done(register(officer))
    done(decide(officer))
    done(step(officer, "report", **on("on", today())))
    done(step(officer, "cause", cause="確認もれ"))
    done(step(officer, "persons", persons_told="not_needed", persons_words="回収できた"))
    done(step(officer, "publication", publication="not_published", publication_words="1人だけ"))
    done(step(manager, "close"))
    fields = boxes(officer.get(CHANGE).text) | {"person_count": "500"}
    before = len(city.entries(NUMBER))
    said = refused(officer.send_as_is(CHANGE, **fields))
    assert "先に対応を再開してください" in said
    assert len(city.entries(NUMBER)) == before
    done(step(manager, "reopen", closing_words="人数が違った"))
    assert send(officer, CHANGE, fields).status_code == 303
    assert "500人" in city.entries(NUMBER)[-1].text
