"""更新できないとき: one row stops all; nothing typed is lost, nothing is made twice."""

from __future__ import annotations

import pytest

from app.clock import today
from app.rooms.home import MONTHS_OF_RENEWAL
from audits.roles import Role
from audits.wareki import short_wareki
from tests.integration.browser import PASSWORD, Browser, add_person
from tests.integration.entry_forms import boxes
from tests.integration.installation import Installation
from tests.integration.renewing import (
    FIRST,
    HERE,
    MARK,
    NEXT,
    NEXT_FIRST,
    NEXT_SECOND,
    OTHER,
    OWN,
    SECOND,
    YEAR,
    a_city,
    a_contract,
    as_sent,
    as_text,
    ids,
    next_year,
    numbers,
    press,
    renew,
    renewals_logged,
    terms,
)
from tests.integration.statements import statements

MOST_STATEMENTS = 12


@pytest.fixture
def city(installation: Installation) -> Installation:
    return a_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def test_pressing_twice_makes_them_once(officer, city):
    page = officer.get(HERE).text
    checked = press(officer, page, "check", choose=ids(city, FIRST)).text
    assert press(officer, checked, "make").status_code == 303
    assert press(officer, checked, "make").status_code == 303
    assert len(city.entries(NEXT_FIRST)) == 1
    assert renewals_logged(city) == [f"{NEXT_FIRST} {FIRST}"]


def test_one_row_that_cannot_be_stops_all_and_nothing_typed_is_lost(officer, city):
    first, second = ids(city, FIRST, SECOND)
    before = numbers(city)
    typed = {f"number-{first}": "新-1", f"number-{second}": OTHER, f"concluded-{first}": "R9.3.1"}
    answer = press(officer, officer.get(HERE).text, "check", choose=[first, second], **typed)
    assert "1件に直すところがあります。まだ1件も登録していません" in answer.text
    assert "この番号はすでに使われています" in answer.text
    back = as_sent(answer.text)
    assert back[f"number-{first}"] == ["新-1"]
    assert back[f"concluded-{first}"] == ["R9.3.1"]
    assert back["choose"] == [first, second]
    assert numbers(city) == before


def test_an_end_before_the_start_a_blank_and_no_day_are_told_beside_the_boxes(officer, city):
    first, second = ids(city, FIRST, SECOND)
    wrong = {
        f"first-{first}": "R10.3.31",
        f"last-{first}": "R9.4.1",
        f"number-{second}": "",
        f"first-{second}": "2027年13月1日",
    }
    page = officer.get(HERE).text
    answer = press(officer, page, "check", choose=[second], **wrong)
    assert "入力してください" in answer.text
    assert "日付として読めません" in answer.text
    answer = press(officer, page, "check", choose=[first], **wrong)
    assert f'id="last-{first}-wrong"' in answer.text
    assert "以後の日付にしてください" in answer.text


def test_the_same_number_for_two_of_them_is_refused_beside_both(officer, city):
    first, second = ids(city, FIRST, SECOND)
    same = {f"number-{first}": "新－1", f"number-{second}": "新-1 "}
    answer = press(officer, officer.get(HERE).text, "check", choose=[first, second], **same)
    assert answer.text.count("同じ番号がこの頁に二つあります") == 4  # above, and beside each


def test_what_somebody_else_has_renewed_meanwhile_is_told_with_its_number(officer, city):
    page = officer.get(HERE).text
    checked = press(officer, page, "check", choose=ids(city, FIRST, SECOND)).text
    renew(Browser(city).come_in("colleague"), city, FIRST)
    answer = press(officer, checked, "make")
    assert f"この契約はもう更新されています（{NEXT_FIRST}）" in answer.text
    assert NEXT_SECOND not in numbers(city)
    only_second = press(officer, answer.text, "check", choose=ids(city, SECOND))
    assert press(officer, only_second.text, "make").status_code == 303
    assert NEXT_SECOND in numbers(city)


def test_whatever_changed_after_the_check_is_shown_once_more_before_it_is_made(officer, city):
    [first] = ids(city, FIRST)
    checked = press(officer, officer.get(HERE).text, "check", choose=[first]).text
    answer = press(officer, checked, "make", **{f"number-{first}": "改めた-1"})
    assert answer.status_code == 200
    assert "もう一度確かめました" in answer.text
    assert "改めた-1" not in numbers(city)
    assert press(officer, answer.text, "make").status_code == 303
    assert "改めた-1" in numbers(city)


def test_a_successor_without_a_known_contractor_takes_no_subcontracts_over(officer, city):
    [first] = ids(city, FIRST)
    renew(officer, city, FIRST, **{f"undecided-{first}": "1"})
    assert terms(city, NEXT_FIRST).contractor is None
    assert city.entries(NEXT_FIRST) == []
    branches = city.rows(
        "SELECT e.branch FROM engagements e JOIN contracts c ON c.id = e.contract_id"
        " WHERE c.number = :number",
        number=NEXT_FIRST,
    )
    assert [branch for (branch,) in branches] == [0]


def test_days_that_overlap_or_leave_a_gap_are_noticed_but_not_refused(officer, city):
    [first] = ids(city, FIRST)
    gap = {f"first-{first}": short_wareki(NEXT.days.first.replace(day=11))}
    page = officer.get(HERE).text
    assert "との間が10日空きます" in press(officer, page, "check", choose=[first], **gap).text
    overlap = {f"first-{first}": short_wareki(YEAR.days.last)}
    assert "までの日と重なります" in press(officer, page, "check", choose=[first], **overlap).text


def test_all_rows_are_ticked_and_unticked_by_a_press_that_keeps_what_was_typed(officer, city):
    first, second = ids(city, FIRST, SECOND)
    page = press(officer, officer.get(HERE).text, "all", **{f"number-{second}": "手で-1"}).text
    assert as_sent(page)["choose"] == [first, second]
    assert as_sent(page)[f"number-{second}"] == ["手で-1"]
    assert "choose" not in as_sent(press(officer, page, "none").text)


def test_nothing_chosen_is_said_and_a_contract_of_others_cannot_be_smuggled_in(officer, city):
    page = officer.get(HERE).text
    assert "更新する契約に印を付けてください" in press(officer, page, "check").text
    [other] = ids(city, OTHER)
    smuggled = {"row": [other], "choose": [other], f"number-{other}": "盗-1"}
    answer = press(officer, page, "check", **smuggled)
    assert OTHER not in answer.text
    assert "盗-1" not in numbers(city)


@pytest.mark.parametrize("number", ["新\u202e1", "x" * 1_000_000, " "])
def test_a_number_that_cannot_be_is_a_sentence_and_the_rest_stays(officer, city, number):
    first, second = ids(city, FIRST, SECOND)
    typed = {f"number-{first}": number, f"number-{second}": "手で-2"}
    answer = press(officer, officer.get(HERE).text, "check", choose=[first], **typed)
    assert "1件に直すところがあります" in answer.text
    assert as_sent(answer.text)[f"number-{second}"] == ["手で-2"]


def test_rows_that_no_contract_has_are_left_out(officer, city):
    odd = ["0", "-1", "x", "²", "9" * 18, "9" * 400, *ids(city, FIRST)]
    answer = press(officer, officer.get(HERE).text, "check", row=odd, choose=odd)
    assert answer.status_code == 200
    assert "一覧から除きました" in answer.text
    assert as_sent(answer.text)["row"] == ids(city, FIRST)


def test_what_was_typed_comes_back_after_the_session_has_ended_and_makes_nothing(officer, city):
    [first] = ids(city, FIRST)
    checked = press(
        officer, officer.get(HERE).text, "check", choose=[first], **{f"number-{first}": "長考-1"}
    ).text
    city.change("DELETE FROM sessions")
    asked = press(officer, checked, "make")
    assert "入力していた内容は残っています" in asked.text
    kept = boxes(asked.text) | {"login": "officer", "password": PASSWORD}
    back = boxes(officer.send_as_is("/sign-in", **kept).text)
    fields = {"choose": [first], f"number-{first}": "長考-1"}
    again = press(officer, officer.get(HERE).text, "make", **fields, brought_back="1")
    assert "brought_back" in back
    assert as_sent(again.text)[f"number-{first}"] == ["長考-1"]
    assert as_sent(again.text)["choose"] == [first]
    assert "長考-1" not in numbers(city)


def test_in_the_months_of_renewal_the_way_stands_on_the_home_page(officer):
    is_march = today().month in MONTHS_OF_RENEWAL
    assert (f'href="{HERE}"' in officer.get("/").text) is is_march
    assert f'href="{HERE}"' in officer.get("/contracts").text


def test_a_successor_that_came_to_nothing_leaves_the_contract_to_be_renewed_again(officer, city):
    renew(officer, city, FIRST)
    assert FIRST not in as_text(officer.get(HERE).text)
    loaded = city.load_sheets(契約=[{"不成立日": today().isoformat(), **next_year(NEXT_FIRST)}])
    assert loaded.written, loaded.errors
    sent = as_sent(officer.get(HERE).text)
    [first] = ids(city, FIRST)
    assert first in sent["row"]
    assert sent[f"number-{first}"] == [""]  # that number is taken


@pytest.mark.parametrize("query", ["?year=9999", "?year=なし", "?page=1000000000", "?which=x"])
def test_what_cannot_be_asked_for_is_a_sentence_or_an_empty_list(officer, query):
    assert officer.get(f"{HERE}{query}").status_code == 200


def test_a_hundred_and_fifty_contracts_come_in_pages_of_the_same_number_of_statements(
    installation,
):
    assert installation.load_sheets(契約=[a_contract("長期-1", 終了日="2999-03-31")]).written
    add_person(installation, "officer", (Role.OFFICER, OWN))
    officer = Browser(installation).come_in("officer")
    counts = []
    for some in (range(1), range(150)):
        loaded = installation.load_sheets(契約=[a_contract(f"{MARK}-{n:03}") for n in some])
        assert loaded.written, loaded.errors
        with statements(installation) as sent:
            page = officer.get(HERE).text
        counts.append(len(sent))
    assert counts[0] == counts[1] <= MOST_STATEMENTS
    assert len(as_sent(page)["row"]) == 50
    last = officer.get(f"{HERE}?page=3").text
    assert f"{MARK}-149" in last
    everything = press(officer, press(officer, last, "all").text, "check")
    assert "登録すると次の契約が50件できます" in everything.text
    assert press(officer, everything.text, "make").status_code == 303
    assert len(numbers(installation)) == 201
    assert installation.run("verify").exit_code == 0
