"""消去の確認: the certificate beside the data on file, compared line by line and confirmed."""

from __future__ import annotations

import json

import pytest

from app.clock import today
from app.records.base import Base
from app.records.comparisons import ComparisonRow
from tests.integration.browser import Browser, log_lines
from tests.integration.certificates import (
    AS_FILED,
    CERTIFICATE,
    CONFIRM,
    NUMBER,
    SAVE,
    WHERE,
    a_city,
    box,
    boxes,
    certificate_cells,
    confirmed_on,
    erased,
    fill,
    handed_over,
    load_more,
    results,
    send,
)
from tests.integration.installation import Installation
from tests.integration.statements import statements
from tests.integration.test_record_chain import another_value, bound_columns, faults_after
from tests.unit.papers_read_back import page_texts

COMPARISONS = ComparisonRow.__tablename__
SAME = [("D1", "same", 1), ("D2", "same", 1)]


@pytest.fixture
def city(installation: Installation) -> Installation:
    return a_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


@pytest.fixture
def colleague(city: Installation) -> Browser:
    return Browser(city).come_in("colleague")


def test_the_page_shows_what_is_on_file_and_leaves_the_certificate_to_be_typed(officer):
    page = officer.get(WHERE)
    assert page.status_code == 200
    for words in ("利用者一覧", "HDD-001、HDD-002", "1,500件", "データ消去ソフトで上書き"):
        assert words in page.text
    for words in ("運用部長", "R8.12.18", "あり", "R8.11.24"):
        assert words in page.text
    typed = [value for name, value in boxes(page.text).items() if name.startswith(("numb", "coun"))]
    assert typed == ["", "", "", ""]


def test_data_that_is_out_and_not_on_the_certificate_is_shown_as_a_warning(officer):
    page = officer.get(WHERE).text
    assert "この証明書にないデータ　1件" in page
    assert "USB-7" in page[page.index("この証明書にないデータ") :]


def test_looking_puts_nothing_on_file(officer, city):
    before = city.tables(without=["operation_log"])
    officer.get(WHERE)
    assert city.tables(without=["operation_log"]) == before


def test_one_press_a_line_and_one_more_confirm_an_erasure(officer, city):
    answer = send(officer, AS_FILED, CONFIRM)
    assert answer.status_code == 303
    assert results(city) == SAME
    assert confirmed_on(city) == today().isoformat()
    entry = city.entries(NUMBER)[-1]
    text = f"証明書 {CERTIFICATE}　一部の確認　残り D3"
    assert (entry.kind, entry.text, entry.method) == ("消去確認", text, "書面")
    assert (entry.officer, entry.written_by) == ("宮野 さくら", "宮野 さくら（officer）")
    assert city.run("verify").exit_code == 0
    acts = [line[1] for line in log_lines(city)[-2:]]
    assert acts == ["compare_certificate", "confirm_erasure"]
    query = "SELECT closed_on FROM due_items WHERE kind = 'erasure_confirmation'"
    assert [str(day) for (day,) in city.rows(query)] == [today().isoformat()]


def test_the_entry_of_the_confirmation_is_bound_to_what_it_rests_on(officer, city):
    send(officer, AS_FILED, CONFIRM)
    [own, *others] = json.loads(city.entries(NUMBER)[-1].bound_to)
    assert own["table"] == "erasure_certificates"
    assert set(own["values"]) == {"number", "confirmed_on", "confirmation", "officer"}
    assert [one["table"] for one in others] == ["certificate_comparisons"] * 2


def test_whoever_changes_a_comparison_behind_its_confirmation_is_found(officer, city):
    send(officer, AS_FILED, CONFIRM)
    bound = bound_columns(city, COMPARISONS)
    assert set(bound) == set(ComparisonRow.FACTS)
    changes = [
        f'"{column}" = {another_value(city, Base.metadata.tables[COMPARISONS], column, row)}'
        for column, row in bound.items()
    ]
    for change in (*changes, "is_current = (1 = 0)"):
        row = next(iter(bound.values()))
        statement = f"UPDATE {COMPARISONS} SET {change} WHERE id = :row"  # noqa: S608
        assert any(COMPARISONS in fault for fault in faults_after(city, statement, row=row)), change


def test_a_comparison_is_kept_before_the_confirmation_and_can_be_gone_on_with(officer, city):
    assert send(officer, {"D1": {"as_filed": "y"}}, SAVE).status_code == 303
    assert results(city) == [("D1", "same", 1)]
    assert confirmed_on(city) is None
    assert "台帳のデータとの照合" in officer.get(WHERE).text
    assert send(officer, {"D2": {"match": "same"}}, CONFIRM).status_code == 303
    assert results(city) == SAME


def test_what_was_typed_and_differs_is_marked_beside_the_line(officer, city):
    typed = {"D1": {"numbers": "HDD-001 HDD-003", "count": "1500"}}
    assert send(officer, typed, SAVE).status_code == 303
    assert results(city) == [("D1", "different", 1)]
    page = officer.get(WHERE).text
    line = page[page.index("<b>D1　") : page.index("<b>D2　")]
    assert line.count('class="differs"') == 1
    assert "相違があるあいだは確認できません" in page


def test_widths_and_separators_make_no_difference(officer, city):
    typed = {"D1": {"numbers": "ＨＤＤ－００２，ＨＤＤ－００１", "count": "１，５００件"}}
    send(officer, typed, SAVE)
    assert results(city) == [("D1", "same", 1)]


def test_a_difference_refuses_the_confirmation_and_says_what_to_do(officer, city):
    lines = {**AS_FILED, "D1": {"numbers": "HDD-009", "count": "1500"}}
    answer = send(officer, lines, CONFIRM)
    assert answer.status_code == 200
    assert "証明書と台帳に相違があります：D1" in answer.text
    assert "証明書の出し直しを求め" in answer.text
    assert "照合は保存しましたが" in answer.text
    assert confirmed_on(city) is None
    assert results(city) == [("D1", "different", 1), ("D2", "same", 1)]
    entry = f"/entries/request/{NUMBER}"
    assert entry in answer.text


def test_a_line_that_was_left_out_refuses_the_confirmation(officer, city):
    answer = send(officer, {"D1": {"as_filed": "y"}}, CONFIRM)
    assert "照合していないデータがあります：D2" in answer.text
    assert confirmed_on(city) is None


def test_reading_as_the_same_needs_a_reason_and_keeps_it(officer, city):
    typed = {"numbers": "HDD-1,2", "count": "1500", "match": "read_as_same"}
    refused = send(officer, {"D1": typed}, SAVE)
    assert "読み替えた理由を書いてください" in refused.text
    assert results(city) == []
    assert send(officer, {"D1": {**typed, "reason": "枝番だけの表記"}}, SAVE).status_code == 303
    assert results(city) == [("D1", "read_as_same", 1)]
    assert "枝番だけの表記" in officer.get(WHERE).text


def test_what_differs_cannot_be_called_the_same(officer, city):
    answer = send(officer, {"D1": {"numbers": "HDD-1", "match": "same"}}, SAVE)
    assert "「一致」にはできません" in answer.text
    assert boxes(answer.text)[box(answer.text, "D1", "numbers")] == "HDD-1"
    assert results(city) == []


def test_comparing_anew_is_a_new_revision_and_the_same_again_is_none(officer, city):
    send(officer, {"D1": {"count": "7"}}, SAVE)
    send(officer, {"D1": {"numbers": "HDD-001 HDD-002", "count": "1500", "match": "same"}}, SAVE)
    again = send(officer, {}, SAVE)
    assert again.status_code == 303
    assert "新しく照合した行はありません" in officer.get(again.location).text
    assert results(city) == [("D1", "same", 2)]
    assert city.count("certificate_comparisons") == 2


def test_the_file_changed_after_the_comparison_asks_for_another_one(officer, city):
    send(officer, AS_FILED, SAVE)
    city.change("UPDATE data_items SET count = 1501 WHERE number = 'D1'")
    assert "照合の後に台帳が変わりました" in officer.get(WHERE).text
    fields = boxes(officer.get(WHERE).text)
    fields.pop(box(officer.get(WHERE).text, "D1", "match"), None)
    answer = officer.send_as_is(WHERE, **{**fields, "go": CONFIRM})
    assert "相違があります：D1" in answer.text
    assert confirmed_on(city) is None


def test_a_double_click_confirms_once(officer, city):
    fields = {**fill(officer.get(WHERE).text, AS_FILED), "go": CONFIRM}
    for _ in range(2):
        assert officer.send_as_is(WHERE, **fields).status_code == 303
    assert [e.kind for e in city.entries(NUMBER)].count("消去確認") == 1
    assert city.count("certificate_comparisons") == 2


def test_two_who_compare_at_once_are_told_of_one_another(officer, colleague, city):
    mine = fill(officer.get(WHERE).text, {"D1": {"count": "9"}})
    send(colleague, {"D1": {"as_filed": "y"}}, SAVE)
    answer = officer.send_as_is(WHERE, **{**mine, "go": SAVE})
    assert answer.status_code == 200
    assert "先に水城 あおい（colleague）さんが「一致」と照合しています" in answer.text
    assert results(city) == [("D1", "same", 1)]
    again = {**boxes(answer.text), "go": SAVE}
    assert officer.send_as_is(WHERE, **again).status_code == 303
    assert results(city) == [("D1", "different", 2)]


def test_a_certificate_that_was_changed_meanwhile_is_told(officer, city):
    mine = fill(officer.get(WHERE).text, AS_FILED)
    load_more(city, 消去証明=[certificate_cells(受領日="2026-11-11")])
    answer = officer.send_as_is(WHERE, **{**mine, "go": CONFIRM})
    assert "この証明書の記載を変えました" in answer.text
    assert "R8.11.11" in answer.text
    assert (results(city), confirmed_on(city)) == ([], None)
    assert officer.send_as_is(WHERE, **{**boxes(answer.text), "go": CONFIRM}).status_code == 303
    assert confirmed_on(city) == today().isoformat()


def test_data_that_came_onto_the_certificate_meanwhile_has_to_be_compared(officer, city):
    mine = fill(officer.get(WHERE).text, AS_FILED)
    load_more(city, 返還消去=[erased("D3", 320)])
    answer = officer.send_as_is(WHERE, **{**mine, "go": CONFIRM})
    assert "照合していないデータがあります：D3" in answer.text
    assert confirmed_on(city) is None


def test_less_erased_than_handed_over_differs_although_the_certificate_says_so(
    installation,
):
    city = a_city(installation)
    load_more(city, データ=[handed_over("D4", "名簿", "", 100)], 返還消去=[erased("D4", 60)])
    officer = Browser(city).come_in("officer")
    send(officer, {"D4": {"as_filed": "y"}}, SAVE)
    assert results(city) == [("D4", "different", 1)]
    rest = erased("D4", 40, certificate="", 区分="返還")
    load_more(city, 返還消去=[rest])
    page = officer.get(WHERE).text
    fields = boxes(page)
    fields.pop(box(page, "D4", "match"), None)
    officer.send_as_is(WHERE, **{**fields, "go": SAVE})
    assert results(city) == [("D4", "same", 2)]


def test_a_certificate_that_no_erasure_names_is_confirmed_only_after_a_tick(officer, city):
    load_more(city, 消去証明=[certificate_cells("KT-9")])
    where = f"/erasures/{NUMBER}?key=KT-9"
    fields = {**boxes(officer.get(where).text), "go": CONFIRM}
    refused = officer.send_as_is(where, **fields)
    assert "この証明書を書いた消去の記録が台帳にありません" in refused.text
    assert officer.send_as_is(where, **fields, without_data="y").status_code == 303


def test_confirmed_by_workbook_it_stays_valid_without_a_comparison(installation):
    done = {"確認日": "2026-11-12", "確認方法": "写真", "確認職員": "前任者"}
    city = a_city(installation, **done)
    officer = Browser(city).come_in("officer")
    page = officer.get(WHERE)
    assert "この画面での照合をしないで確認した証明書です" in page.text
    assert 'name="go"' not in page.text
    assert city.run("verify").exit_code == 0
    assert "照合を見る" in officer.get(f"/contracts/{NUMBER}?view=data").text


def test_after_the_confirmation_nothing_is_compared_any_more(officer, city):
    page = officer.get(WHERE).text
    late = fill(page, {"D1": {"count": "3"}})
    send(officer, AS_FILED, CONFIRM)
    answer = officer.send_as_is(WHERE, **{**late, "go": SAVE})
    assert "もう確認されています" in answer.text
    assert results(city) == SAME


def test_the_confirmation_is_corrected_only_once_there_is_one(officer, city):
    path = f"/entries/confirmation-change/{NUMBER}?key={CERTIFICATE}"
    assert officer.get(path).status_code == 404
    send(officer, AS_FILED, CONFIRM)
    assert officer.get(path).status_code == 200


def test_every_way_to_the_confirmation_leads_to_the_page(officer):
    for path in ("/", f"/contracts/{NUMBER}?view=data", f"/contracts/{NUMBER}?view=due"):
        assert f"/erasures/{NUMBER}?" in officer.get(path).text, path
    assert f"/erasures/{NUMBER}?" in officer.get("/data/certificates").text


def test_it_leads_back_to_where_it_was_called_from_and_nowhere_else(officer):
    fields = {**fill(officer.get(WHERE).text, AS_FILED), "go": CONFIRM}
    assert officer.send_as_is(f"{WHERE}&back=/", **fields).location == "/"
    away = officer.send_as_is(f"{WHERE}&back=//example.com/", **fields)
    assert away.location == "/"


def test_the_page_asks_the_database_a_bounded_number_of_questions(officer, city):
    with statements(city) as few:
        officer.get(WHERE)
    more = [handed_over(f"E{n}", "追加") for n in range(30)]
    load_more(city, データ=more, 返還消去=[erased(f"E{n}") for n in range(30)])
    with statements(city) as many:
        officer.get(WHERE)
    assert len(many) == len(few) <= 25


def test_the_paper_prints_what_the_comparison_says(officer, city):
    read = {"numbers": "HDD-1", "match": "read_as_same", "reason": "枝番だけの表記"}
    send(officer, {**AS_FILED, "D1": {**read, "count": "1500"}}, CONFIRM)
    text = "".join(page_texts(city.printed("erasure-confirmation", NUMBER)))
    assert "読替一致" in text
    assert "枝番だけの表記" in text
    assert "照合・確認宮野さくら" in "".join(text.split())


def test_the_paper_says_what_was_not_compared_and_what_differs(officer, city):
    send(officer, {"D1": {"count": "3"}}, SAVE)
    text = "".join(page_texts(city.printed("erasure-confirmation", NUMBER)))
    assert "相違" in text
    assert text.count("未確認") >= 2
