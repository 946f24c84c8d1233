"""An incident: the first notice, the decision by the rules, the nine items, and the paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visitors
from tests.browser.leaving import leave
from tests.browser.test_entries import fits_everybody
from tests.unit.papers_read_back import page_texts

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TITLE = "一斉メール配信業務"
NOTICE = {
    "概要": "注文票を別の学校の封筒に入れて配った",
    "本人の数": "134",
    "覚知の時刻": "14時30分",
    "第一報をした者": "受託者の運用部長",
    "発見者": "別の学校の職員",
}


def box(page: Page, label: str) -> Locator:
    return page.get_by_label(re.compile(f"^{label}")).first


def test_an_incident_is_registered_decided_and_printed(visitors: Visitors):
    with visitors.window("school-officer") as officer:
        officer.goto(f"/contracts?q={TITLE}")
        leave(officer, officer.locator(".table tbody td.key a").first)
        leave(officer, officer.get_by_role("link", name=re.compile("^概要")).first)
        leave(officer, officer.get_by_role("link", name="事故を登録"))
        for label, words in NOTICE.items():
            box(officer, label).fill(words)
        fits_everybody(officer)
        leave(officer, officer.get_by_role("button", name="登録する"))
        expect(
            officer.get_by_text("いま分かっていることだけで、報告の対象になります")
        ).to_be_visible()
        fits_everybody(officer)
        page = officer.url

        officer.goto("/")
        leave(officer, officer.get_by_role("link", name=re.compile("^要否を決める")).first)
        for name in ("sensitive", "property_damage", "improper", "my_number"):
            officer.locator(f'input[name="{name}"][value="no"]').check()
        fits_everybody(officer)
        leave(officer, officer.get_by_role("button", name="決定を記録する"))

        officer.goto(page)
        expect(officer.get_by_text("本人の数が100人を超える").first).to_be_visible()
        expect(officer.get_by_text("個人情報保護委員会 速報").first).to_be_visible()
        leave(officer, officer.get_by_role("link", name="二次被害又はそのおそれ", exact=True))
        box(officer, "二次被害").fill("なし")
        leave(officer, officer.get_by_role("button", name="保存する"))
        expect(
            officer.get_by_role("link", name="二次被害又はそのおそれ", exact=True)
        ).to_have_count(0)

        with officer.expect_download() as coming:
            officer.get_by_role("link", name="事故報告書（PDF）").click()
        assert NOTICE["概要"] in "".join(page_texts(coming.value.path().read_bytes()))
        leave(officer, officer.get_by_role("link", name="事故", exact=True).first)
        expect(officer.get_by_text(NOTICE["概要"])).to_be_visible()
        fits_everybody(officer)
