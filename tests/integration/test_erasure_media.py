"""Single media: methods that the city accepts, erasure in part, media that failed, and leases."""

from __future__ import annotations

import re

import pytest

from tests.integration.browser import Browser
from tests.integration.certificates import (
    CONFIRM,
    NUMBER,
    a_city,
    box,
    certificate_cells,
    handed_over,
    load_more,
)
from tests.integration.certificates import boxes as comparison_boxes
from tests.integration.entry_forms import boxes, send
from tests.integration.installation import Installation
from tests.unit.papers_read_back import page_texts

FORM = f"/entries/disposal/{NUMBER}?data=D4"
DATA_PAGE = f"/contracts/{NUMBER}?view=data"
WHERE = f"/erasures/{NUMBER}?key=KT-2"
DESTROYED = {
    "disposal": "消去",
    "on-year": "R8.11.2",
    "on-month": "",
    "on-day": "",
    "means": "物理的破壊（穿孔）",
    "certificate_number": "KT-2",
}
FAILED = {
    "failed_numbers": "HDD-103",
    "failed_why": "故障で読み書きできない",
    "failed_plan": "物理的破壊",
    "failed_keeper": "運用部",
    "failed_due_on-year": "R8.12.20",
}


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A fourth data item on three disks, and a certificate that is about it alone."""
    city = a_city(installation)
    load_more(
        city,
        データ=[handed_over("D4", "抽出した名簿", "HDD-101、HDD-102、HDD-103", 900)],
        消去証明=[certificate_cells("KT-2", 控えの消滅日=None)],
    )
    return city


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def erase(officer: Browser, **more: str):
    return send(officer, FORM, {**boxes(officer.get(FORM).text), **DESTROYED, **more})


def errors(page: str) -> list[str]:
    return re.findall(r'<p class="field__error" id="([a-z_]+)-error">', page)


def compare(officer: Browser, **said: str):
    """Compares D4 as it is on file, unless something else is said, and confirms."""
    page = officer.get(WHERE).text
    fields = comparison_boxes(page)
    for kind, value in (said or {"as_filed": "y"}).items():
        fields[box(page, "D4", kind)] = value
    return officer.send_as_is(WHERE, **{**fields, "go": CONFIRM})


def text_of(city: Installation) -> str:
    return "".join(page_texts(city.printed("erasure-confirmation", NUMBER)))


def test_the_form_proposes_the_methods_for_the_medium_of_the_data(officer):
    page = officer.get(FORM).text
    assert 'list="accepted-methods"' in page
    offered = re.findall(r'<option value="([^"]+)"></option>', page)
    assert offered[:3] == ["物理的破壊", "磁気消去", "暗号化消去"]
    assert "ハードディスク（機器の内蔵を含む）" in page


def test_a_method_that_the_table_lacks_is_told_beside_its_box_and_needs_a_reason(officer, city):
    answer = erase(officer, means="データ消去ソフトで上書き")
    assert errors(answer.text) == ["means"]
    assert "市の消去方法の表にない方法です。" in answer.text
    assert "磁気消去" in answer.text
    before = city.count("disposals")
    said = erase(officer, means="データ消去ソフトで上書き", means_reason="再利用するため2回")
    assert said.status_code == 303
    assert city.count("disposals") == before + 1
    page = officer.get(WHERE).text
    assert "市の表にない方法" in page
    assert "再利用するため2回" in page
    compare(officer)
    assert "D4市の表にない方法（データ消去ソフトで上書き）：再利用するため2回" in text_of(city)


def test_a_method_of_the_table_and_no_method_at_all_are_taken_as_they_are(officer):
    assert erase(officer).status_code == 303
    assert erase(officer, means="", count="1").status_code == 303


def test_only_an_erasure_has_failed_media_and_a_reason_for_its_method(officer):
    answer = erase(officer, disposal="返還", certificate_number="", means_reason="なし", **FAILED)
    assert errors(answer.text) == [
        *("means_reason", "failed_numbers", "failed_why"),
        *("failed_plan", "failed_keeper", "failed_due_on"),
    ]


def test_what_failed_needs_to_be_said_what_becomes_of_it_and_by_when(officer):
    answer = erase(officer, failed_numbers="HDD-103")
    assert errors(answer.text) == ["failed_plan", "failed_due_on"]
    answer = erase(officer, failed_plan="物理的破壊")
    assert errors(answer.text) == ["failed_plan"]


def test_media_that_are_not_on_file_of_the_data_are_refused(officer):
    answer = erase(officer, medium_numbers="HDD-101、HDD-999")
    assert errors(answer.text) == ["medium_numbers"]
    assert "このデータの媒体番号にありません：HDD-999。" in answer.text


def test_a_certificate_for_part_of_the_media_is_confirmed_in_part(officer, city):
    erase(officer, medium_numbers="HDD-101、HDD-102", count="600")
    page = officer.get(DATA_PAGE).text
    assert "一部の媒体が残っているデータ　1件" in page
    page = officer.get(WHERE).text
    assert "一部の確認になります。まだ残っているもの：" in page
    assert "D4のHDD-103" in page
    answer = compare(officer)
    assert answer.status_code == 303
    assert "一部の消去の確認を記録しました。" in officer.get("/").text
    entry = city.entries(NUMBER)[-1]
    assert entry.kind == "消去確認"
    assert "一部の確認" in entry.text
    assert "D4のHDD-103" in entry.text
    assert city.run("verify").exit_code == 0
    paper = text_of(city)
    assert "を除き確認した" in paper
    assert "HDD-103" in paper


def test_the_rest_is_compared_by_itself_and_makes_the_confirmation_whole(officer, city):
    load_more(city, 消去証明=[certificate_cells("KT-3", 控えの消滅日=None)])
    erase(officer, medium_numbers="HDD-101 HDD-102", count="600")
    compare(officer)
    rest = {"means": "物理的破壊", "certificate_number": "KT-3", "count": "300"}
    assert erase(officer, medium_numbers="HDD-103", **rest).status_code == 303
    page = officer.get(f"/erasures/{NUMBER}?key=KT-3").text
    line = page[page.index("<b>D4　") :]
    assert "HDD-103" in line
    assert "HDD-101" not in line[: line.index("</table>")]
    assert "一部の媒体が残っているデータ" not in officer.get(DATA_PAGE).text
    confirmed = officer.get(WHERE).text
    assert "照合の後に台帳が変わりました" not in confirmed
    assert "一致" in confirmed


def test_a_certificate_that_names_more_media_than_were_erased_differs(officer):
    erase(officer, medium_numbers="HDD-101", count="300")
    answer = compare(officer, numbers="HDD-101、HDD-102", count="300")
    assert "相違" in answer.text
    assert "証明書と台帳に相違があります：D4。" in answer.text


def test_a_medium_that_failed_stays_open_until_something_else_is_done_with_it(officer, city):
    erase(officer, **FAILED)
    entry = city.entries(NUMBER)[-1]
    assert "消去できず HDD-103（物理的破壊、R8.12.20まで）" in entry.text
    page = officer.get(DATA_PAGE).text
    part = page[page.index('id="in-part"') :]
    for words in ("消去できなかった媒体", "HDD-103", "故障で読み書きできない", "R8.12.20"):
        assert words in part
    assert "HDD-101" not in part[: part.index("</table>")]
    compare(officer)
    assert "消去できず：故障で読み書きできない、物理的破壊、運用部" in text_of(city)
    load_more(city, 消去証明=[certificate_cells("KT-3", 控えの消滅日=None)])
    erase(officer, medium_numbers="HDD-103", certificate_number="KT-3", count="")
    assert 'id="in-part"' not in officer.get(DATA_PAGE).text
    assert city.run("verify").exit_code == 0


def test_an_erasure_without_its_certificate_leaves_its_media_out(officer):
    erase(officer, medium_numbers="HDD-101")
    erase(officer, medium_numbers="HDD-102、HDD-103", certificate_number="")
    page = officer.get(DATA_PAGE).text
    assert "残り HDD-102、HDD-103" in page
    assert 'id="in-part"' not in page  # by the rules the whole item is still out


def test_on_a_day_before_media_came_back_all_of_them_are_still_out(officer, city):
    erase(officer, medium_numbers="HDD-101、HDD-102")  # on R8.11.2, certified on R8.11.10
    for day, left in (("11-01", 3), ("11-09", 3), ("11-10", 1)):
        form = city.printed("erasure-certificate-form", NUMBER, "--on", f"2026-{day}")
        text = "".join("".join(page_texts(form)).split())
        assert [disk in text for disk in ("HDD-101", "HDD-102")] == [left == 3] * 2, day
        assert "HDD-103" in text


def test_the_form_for_the_contractor_names_only_the_media_that_are_left(officer, city):
    erase(officer, medium_numbers="HDD-101、HDD-102", count="600")
    text = "".join(page_texts(city.printed("erasure-certificate-form", NUMBER)))
    assert "HDD-103" in text
    assert "HDD-101" not in text


@pytest.mark.parametrize("column", ["medium_numbers", "means_reason", "failed_plan"])
def test_whoever_changes_the_media_behind_the_record_is_found(officer, city, column):
    erase(officer, means_reason="指示による", **FAILED)
    change = f"UPDATE disposals SET {column} = '別' WHERE data_number = 'D4'"  # noqa: S608
    city.change(change)
    found = city.run("verify")
    assert found.exit_code == 1
    assert column in found.output


def lease(officer: Browser, day: str):
    path = f"/entries/to-lessor/{NUMBER}?key=D4"
    fields = boxes(officer.get(path).text)
    fields |= {"lessor": "みほんリース株式会社", "lessor_returned_on-year": day}
    fields |= {"lessor_returned_on-month": "", "lessor_returned_on-day": ""}
    return send(officer, path, fields)


def test_a_leased_device_that_goes_back_after_its_erasure_is_noted_in_the_record(officer, city):
    erase(officer)
    assert lease(officer, "R8.11.10").status_code == 303
    entry = city.entries(NUMBER)[-1]
    assert (entry.kind, entry.text) == ("その他", "D4の機器を貸主へ返却　みほんリース株式会社")
    page = officer.get(DATA_PAGE).text
    assert "リース　みほんリース株式会社　貸主へ返却" in page
    assert "R8.11.10" in page
    assert "消去の前に返却" not in page
    assert city.run("verify").exit_code == 0


def test_a_leased_device_that_goes_back_before_its_erasure_is_shown_plainly(officer, city):
    lease(officer, "R8.11.1")
    assert "消去の前に貸主（みほんリース株式会社）へ返されています" in officer.get(DATA_PAGE).text
    erase(officer)
    assert "消去の前に返却" in officer.get(DATA_PAGE).text
    assert "消去の前に、機器を貸主へ返しています" in officer.get(WHERE).text
    compare(officer)
    assert "消去の前に機器を貸主（みほんリース株式会社）へ返却" in text_of(city)


def test_whoever_changes_the_lessor_behind_the_record_is_found(officer, city):
    lease(officer, "R8.11.10")
    city.change("UPDATE data_items SET lessor = '別の会社' WHERE number = 'D4'")
    found = city.run("verify")
    assert found.exit_code == 1
    assert "lessor" in found.output


def test_a_book_that_is_loaded_again_keeps_the_lease(officer, city):
    lease(officer, "R8.11.10")
    load_more(city, データ=[handed_over("D4", "別の名", "HDD-101、HDD-102、HDD-103", 900)])
    query = "SELECT name, lessor FROM data_items WHERE is_current AND number = 'D4'"
    assert [tuple(row) for row in city.rows(query)] == [("別の名", "みほんリース株式会社")]


def test_the_return_list_says_medium_by_medium_what_is_out_and_what_has_gone(officer, city):
    erase(officer, **{**FAILED, "medium_numbers": "HDD-101、HDD-103", "count": "300"})
    text = "".join(page_texts(city.printed("return-list", NUMBER)))
    out, gone = text.split("済んだもの")
    for number in ("HDD-102", "HDD-103", "USB-7"):
        assert number in out
        assert number not in gone
    for number in ("HDD-101", "HDD-001", "HDD-002"):
        assert number in gone
        assert number not in out
    assert "受領した者" in gone
    answer = officer.get(f"/papers/return-list/{NUMBER}")
    assert answer.mimetype == "application/pdf"
    assert f"/papers/return-list/{NUMBER}" in officer.get(DATA_PAGE).text


def test_the_page_tells_of_every_medium_by_its_class(officer):
    erase(officer, medium_numbers="HDD-101", count="300")
    page = officer.get(DATA_PAGE).text
    part = page[page.index('id="media"') :]
    part = part[: part.index("</table>")]
    assert part.index("HDD-102") < part.index("HDD-101")  # what is still out stands first
    assert "ハードディスク" in part
    assert part.count("残っている") == 3
