"""An amendment: an item is added, told in a matter, found in the history and as of another day."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app.clock import today
from audits.wareki import short_wareki, wareki
from tests.browser.conftest import Visitors
from tests.browser.leaving import leave
from tests.browser.test_entries import fits_everybody

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TITLE = "教育用システム運用保守等業務"
ITEM, REASON = "保護者の電話番号", "緊急連絡の機能を加えるため"


def test_an_item_is_added_and_its_day_and_matter_can_be_read_ever_after(visitors: Visitors):
    on = today() - timedelta(days=10)  # after the changes that the fictitious city has made
    with visitors.window("school-officer") as officer:
        officer.goto(f"/contracts?q={TITLE}")
        leave(officer, officer.locator(".table tbody td.key a").first)
        leave(officer, officer.get_by_role("link", name=re.compile("^概要")).first)
        overview = officer.url
        leave(officer, officer.get_by_role("link", name="契約の内容を改める"))
        officer.locator('input[name="amendment"][value="amended"]').check()
        officer.locator('[name="amended_on-year"]').fill(short_wareki(on))
        officer.locator('[name="amended_reason"]').fill(REASON)
        officer.locator('[name="amended_matter"]').select_option(index=1)
        items = officer.locator('[name="items"]')
        items.fill(f"{items.input_value()}\n{ITEM}")
        fits_everybody(officer)
        leave(officer, officer.get_by_role("button", name="保存する"))

        officer.goto(overview)
        expect(officer.get_by_text(f"{ITEM}　{short_wareki(on)}から（付議")).to_be_visible()
        leave(officer, officer.get_by_role("link", name=re.compile("^変更の経過")).first)
        expect(officer.get_by_text(f"情報項目 追加 {ITEM}")).to_be_visible()
        fits_everybody(officer)

        changed_on = re.compile(f"^{re.escape(short_wareki(on))}")
        leave(officer, officer.get_by_role("link", name=changed_on).first)
        expect(officer.get_by_role("heading", level=1)).to_contain_text(wareki(on))
        expect(officer.get_by_text(ITEM)).to_be_visible()
        fits_everybody(officer)
        leave(officer, officer.get_by_role("link", name=re.compile("^前の変更")))
        expect(officer.get_by_text(ITEM)).to_have_count(0)

        leave(officer, officer.get_by_role("link", name="変更の経過", exact=True))
        leave(officer, officer.get_by_role("link", name=re.compile("^記載を直す")).first)
        officer.get_by_label(re.compile("^変更の理由")).fill(f"{REASON}（全校）")
        fits_everybody(officer)
        leave(officer, officer.get_by_role("button", name="直す", exact=True))
        expect(officer.get_by_text(f"{REASON}（全校）")).to_be_visible()
