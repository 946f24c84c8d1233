"""特記事項の選択: beside it stands what each clause set makes people do, scripts or not."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from app.web.clause_duties import clause_duties
from checklists.clause_set import KindSetting
from checklists.loader import shipped_clause_sets
from tests.integration.entry_forms import TABLETS, an_officer
from tests.integration.installation import Installation
from tests.integration.statements import statements

PRIME, NATIONAL, STRICT, SUBCONTRACT = (
    "prime-consent-2021",
    "national-act-2023",
    "prime-no-subcontracting-2019",
    "subcontract-2021",
)


def told(page: str, clause_set: str) -> dict[str, str]:
    """The duties that stand beside the choice for one clause set, as words."""
    part = page[page.index(f'data-choice="{clause_set}"') :]
    pairs = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", part[: part.index("</details>")], re.S)
    return {unescape(head): unescape(words).strip() for head, words in pairs}


@pytest.fixture
def page(golden: Installation) -> str:
    return an_officer(golden).get("/entries/contract").text


def test_each_clause_set_tells_its_rhythm(page):
    duties = told(page, NATIONAL)
    assert duties["再委託"] == "承諾があれば認める"
    assert duties["立入調査"] == "年度ごとに1回以上。再委託先も同じ"
    assert duties["従事者教育の確認"] == "年度ごとに報告を受ける"
    assert duties["返還・消去と証明書"] == "終了日から30日以内。証明書の宛先は実施機関"
    assert duties["消去の確認"] == "証明書を受け取った日から14日以内"
    assert "次の月の10日まで" in duties["定期報告"]
    assert "3開庁日目" in duties["事故報告書"]
    assert "60日目" in duties["個人情報保護委員会 確報"]


def test_they_differ_where_their_clauses_differ(page):
    assert told(page, PRIME)["従事者教育の確認"] == "立入調査のときに見る"
    strict = told(page, STRICT)
    assert strict["再委託"] == "認めない"
    assert "再委託の承諾" not in strict
    assert strict["不要データの返還・消去"] == "契約の終わりにまとめて行う"
    subcontract = told(page, SUBCONTRACT)
    assert subcontract["返還・消去と証明書"].endswith("実施機関と受託者")
    assert not {"定期報告", "求める認証"} & set(subcontract)


def test_the_one_that_the_contract_has_stands_open(golden):
    officer = an_officer(golden)
    [(key, chosen)] = golden.rows(
        "SELECT t.id, t.clause_set FROM contract_terms t JOIN contracts c ON c.id = t.contract_id"
        " WHERE t.is_current AND c.number = :number",
        number=TABLETS,
    )
    page = officer.get(f"/entries/contract-change/{TABLETS}?id={key}").text
    opened = re.findall(r'data-choice="([^"]+)">\s*<details class="disclosure" open>', page)
    assert opened == [chosen]


def test_a_form_that_asks_for_no_clause_set_shows_none_and_asks_for_none(golden):
    officer = an_officer(golden)
    with statements(golden) as sent:
        page = officer.get(f"/entries/telephone/{TABLETS}").text
    assert "data-choice" not in page
    assert len([one for one in sent if "clause_sets" in one]) <= 1


def shipped(name: str, **kinds: KindSetting) -> dict[str, str]:
    """What is told of a shipped clause set with the settings of some kinds changed."""
    changed = replace(shipped_clause_sets()[name], kinds=kinds)
    [duties] = clause_duties({name: changed}, [(name, "題名")])
    return dict(duties.duties)


def test_changed_numbers_of_days_and_kinds_that_are_switched_off_are_told():
    duties = shipped(
        PRIME,
        erasure_certificate=KindSetting(days=14),
        erasure_confirmation=KindSetting(enabled=False),
        inspection=KindSetting(enabled=True),
    )
    assert duties["返還・消去と証明書"].startswith("終了日から14日以内")
    assert duties["消去の確認"] == "求めません"
    assert duties["立入調査"].startswith("年度ごとに1回以上")
