"""返還・消去の件数: data that went several ways, on the page, on the papers and in the record."""

from __future__ import annotations

import pytest

from tests.integration.browser import Browser
from tests.integration.certificates import (
    CONFIRM,
    NUMBER,
    SAVE,
    WHERE,
    a_city,
    box,
    boxes,
    certificate_cells,
    erased,
    handed_over,
    load_more,
    results,
)
from tests.integration.installation import Installation
from tests.unit.papers_read_back import page_texts

DATA_PAGE = f"/contracts/{NUMBER}?view=data"
TOO_FEW = "一部ずつの合計1,650件が、データの16,500件に14,850件足りません。"
WAYS = "返還・消去の計　引渡し 16,500件（全部）・消去 16,500件（全部）"


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A fourth data item of 16,500, and a certificate about it alone."""
    city = a_city(installation)
    load_more(
        city,
        データ=[handed_over("D4", "名簿", "", 16_500)],
        消去証明=[certificate_cells("KT-4", 控えの消滅日=None)],
    )
    return city


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def went(city: Installation, way: str, count: object, certificate: str = "", on: str = "2") -> None:
    act = erased("D4", count, certificate, 区分=way, 日付=f"2026-11-{on}")
    load_more(city, 返還消去=[act])


def compare(officer: Browser, go: str = SAVE, **said: str):
    where = WHERE.replace("KT-1", "KT-4")
    page = officer.get(where).text
    fields = boxes(page)
    fields.pop(box(page, "D4", "match"), None)
    for kind, value in (said or {"as_filed": "y"}).items():
        fields[box(page, "D4", kind)] = value
    return officer.send_as_is(where, **{**fields, "go": go})


def shown(officer: Browser) -> str:
    return officer.get(WHERE.replace("KT-1", "KT-4")).text


def result(city: Installation) -> str:
    return {number: match for number, match, _ in results(city)}["D4"]


def paper(city: Installation) -> str:
    return "".join("".join(page_texts(city.printed("erasure-confirmation", NUMBER))).split())


@pytest.mark.parametrize("way", ["返還", "引渡し"])
def test_data_given_to_the_city_and_erased_at_the_contractor_agrees_on_every_page(
    officer, city, way
):
    went(city, way, 16_500)
    went(city, "消去", 16_500, "KT-4")
    page = shown(officer)
    assert WAYS.replace("引渡し", way) in page
    assert "件数が相違" not in page
    assert compare(officer, CONFIRM).status_code == 303
    assert result(city) == "same"
    assert "件数が合いません" not in officer.get(DATA_PAGE).text
    assert WAYS.replace("引渡し", way) in officer.get(DATA_PAGE).text
    text = paper(city)
    assert f"{way}16,500件・消去16,500件一致" in text
    assert "データ1件16,500件残0件" in text
    assert city.run("verify").exit_code == 0


def test_parts_of_one_erasure_add_up_and_are_one_data_item_on_the_paper(officer, city):
    went(city, "消去", 9_000, "KT-4")
    went(city, "消去", 7_500, "KT-4")
    assert compare(officer, CONFIRM).status_code == 303
    assert result(city) == "same"
    text = paper(city)
    assert "データ1件16,500件残0件" in text
    assert "消去16,500件一致" in text


def test_the_same_holds_of_a_paper_that_nobody_has_compared(city):
    went(city, "引渡し", 16_500)
    went(city, "消去", 9_000, "KT-4")
    went(city, "消去", 7_500, "KT-4")
    text = paper(city)
    assert "データ1件16,500件残0件" in text
    assert "不一致" not in text[text.index("KT-4") :]


@pytest.mark.parametrize(
    ("before", "count", "sentence"),
    [
        (("返還", 16_500), 1_650, TOO_FEW),
        (("返還", 1_650), 16_500, TOO_FEW),
        (("引渡し", 16_500), 16_501, "消去の16,501件が、データの16,500件を超えています。"),
        (("返還", 16_501), 16_500, "返還の16,501件が、データの16,500件を超えています。"),
        (("消去", 16_500), 16_500, "消去の33,000件が、データの16,500件を超えています。"),
    ],
)
def test_a_count_that_does_not_fit_differs_although_the_certificate_says_so(
    officer, city, before, count, sentence
):
    way, first = before
    went(city, way, first, "KT-4" if way == "消去" else "", on="1")
    went(city, "消去", count, "KT-4")
    assert compare(officer, CONFIRM).status_code == 200
    assert result(city) == "different"
    page = shown(officer)
    assert sentence in page
    assert "データと返還・消去の件数が相違" in page
    assert sentence in officer.get(DATA_PAGE).text
    assert "データと返還・消去の件数が相違" in paper(city)


def test_a_certificate_that_states_another_count_differs_beside_a_whole_return(officer, city):
    went(city, "返還", 16_500)
    went(city, "消去", 16_500, "KT-4")
    compare(officer, count="16,499")
    assert result(city) == "different"


def test_a_return_that_no_certificate_covers_tells_of_a_count_that_does_not_fit(officer, city):
    went(city, "返還", 16_000)
    page = officer.get(DATA_PAGE).text
    assert "一部ずつの合計16,000件が、データの16,500件に500件足りません。" in page


def test_what_went_another_way_after_the_comparison_leaves_it_in_force(officer, city):
    went(city, "消去", 16_500, "KT-4")
    compare(officer)
    went(city, "返還", 16_500)
    assert "照合の後に台帳が変わりました" not in shown(officer)
    went(city, "引渡し", 500)
    assert "照合の後に台帳が変わりました" in shown(officer)


def test_the_record_counts_each_data_item_once_a_way(officer, city):
    for count in (9_000, 7_500):
        went(city, "消去", count, "KT-4")
    went(city, "返還", 16_500)
    text = "".join("".join(page_texts(city.printed("record", NUMBER))).split())
    assert "引渡し4返還1消去3" in text
