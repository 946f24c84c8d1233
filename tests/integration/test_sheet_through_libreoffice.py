"""調査票を持ち出す: a check sheet is filled in, saved by LibreOffice, and comes back as it was."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation
from tests.integration.test_sheet_files import (
    DEPARTMENT,
    NUMBER,
    YEAR,
    bring,
    save,
    sent_with,
    taken,
)
from tests.unit.check_sheet_builders import answered_by, fill_in

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]
SAID = {
    "standard-1": {"判定": "適"},
    "standard-2": {"判定": "否", "所見": "一行目\n二行目 𠮷田", "是正期限": date(2027, 1, 15)},
    "standard-3": {"判定": "該当なし", "所見": "紙を持たないため。"},
}
THEIRS = {"standard-2": {"自己点検": "できていない", "説明": "今月中に改めます。"}}


@pytest.fixture
def officer(installation: Installation) -> Browser:
    days = {"開始日": YEAR.days.first.isoformat(), "終了日": YEAR.days.last.isoformat()}
    contract = contract_cells(NUMBER, 所管課=DEPARTMENT, **days)
    assert installation.load_sheets(契約=[contract]).written
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT), name="officer")
    return Browser(installation).come_in("officer")


def saved_by_libreoffice(path: Path, folder: Path) -> Path:
    out = folder / "saved"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    kind = ("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out))
    command = ["soffice", profile, "--headless", *kind, str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)  # noqa: S603  our words
    return out / path.name


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every cell of every sheet; a cell of blanks and one that was never written are the same."""
    return {
        sheet.title: [
            tuple("" if value is None else value for value in row)
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in load_workbook(path)
    }


def test_what_was_filled_in_is_the_same_cell_for_cell_and_is_saved(officer, tmp_path, installation):
    path = taken(officer, tmp_path)
    fill_in(path, SAID)
    saved = saved_by_libreoffice(path, tmp_path)
    assert cells(saved) == cells(path)
    page = bring(officer, saved)
    assert page.status_code == 200
    assert save(officer, sent_with(page.text)).status_code == 303
    query = "SELECT item, verdict, comment, set_due_on FROM sheet_answers ORDER BY item"
    found = [(*said, str(due or "")) for *said, due in installation.rows(query)]
    assert found == [
        ("standard-1", "met", "", ""),
        ("standard-2", "not_met", "一行目\n二行目 𠮷田", "2027-01-15"),
        ("standard-3", "not_applicable", "紙を持たないため。", ""),
    ]


def test_a_second_time_nothing_has_changed(officer, tmp_path):
    path = taken(officer, tmp_path)
    fill_in(path, SAID)
    saved = saved_by_libreoffice(path, tmp_path)
    assert save(officer, sent_with(bring(officer, saved).text)).status_code == 303
    again = saved_by_libreoffice(taken(officer, tmp_path), tmp_path)
    told = re.sub(r"<[^>]+>", "", bring(officer, again).text)
    assert not re.search(r"(ファイルで変えた|両方で変わった)項目 [1-9]", told)
    assert "同じ" in told


def test_what_the_contractor_has_filled_in_comes_back_as_well(officer, tmp_path, installation):
    path = taken(officer, tmp_path, "pre-check")
    fill_in(path, THEIRS, "事前点検票")
    answered_by(path, 回答者="品質管理部 課長", 回答日=date(2026, 11, 20))
    saved = saved_by_libreoffice(path, tmp_path)
    assert cells(saved) == cells(path)
    page = bring(officer, saved)
    assert page.status_code == 200
    assert save(officer, sent_with(page.text), "keep").status_code == 303
    query = "SELECT item, said, explanation FROM pre_check_answers"
    assert [tuple(row) for row in installation.rows(query)] == [
        ("standard-2", "not_done", "今月中に改めます。")
    ]
