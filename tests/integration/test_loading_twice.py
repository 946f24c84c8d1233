"""Loading a book again: nothing changes, or exactly what the clerk has changed."""

from __future__ import annotations

import json

import pytest

from tests.books import a_book, contract_cells
from tests.integration.installation import AT, GOLDEN_BOOK, NEXT_DAY

VISIT = {
    "契約番号": "R8-001",
    "年度": 2026,
    "回": 1,
    "実施日": "2026-10-05",
    "調査職員": "係員2名",
    "総合判定": "適",
}
CERTIFICATE = {
    "契約番号": "R8-001",
    "証明書番号": "S-1",
    "証明日": "2026-10-01",
    "受領日": "2026-10-05",
}


def note(on="2026-05-01", text="電話で状況を確認", **changes):
    return {"契約番号": "R8-001", "日付": on, "区分": "電話確認", "内容": text, **changes}


def test_loading_the_golden_book_twice_changes_nothing_and_says_so(golden):
    before = golden.tables()
    done = golden.run("workbook", "load", GOLDEN_BOOK, "--json")
    assert done.exit_code == 0
    sheets = json.loads(done.stdout)["sheets"]
    assert sum(count["read"] for count in sheets.values()) == 148
    for count in sheets.values():
        assert count == {
            "read": count["read"],
            "created": 0,
            "updated": 0,
            "unchanged": count["read"],
        }
    assert golden.tables() == before
    again = golden.run("workbook", "load", GOLDEN_BOOK)
    assert "変わるところはありませんでした。" in again.stderr
    assert golden.tables() == before


def test_a_dry_run_of_the_golden_book_reports_the_same_and_writes_nothing(installation):
    before = installation.tables()
    tried = installation.run("workbook", "load", GOLDEN_BOOK, "--dry-run", "--json")
    assert tried.exit_code == 0
    assert installation.tables() == before
    real = installation.run("workbook", "load", GOLDEN_BOOK, "--json")
    assert json.loads(tried.stdout) == json.loads(real.stdout)
    assert installation.tables() != before


def test_a_dry_run_of_changes_reports_the_same_and_writes_nothing(installation):
    installation.load_sheets(契約=[contract_cells()], 立入調査=[VISIT])
    changed = {
        "契約": [contract_cells(件名="改めた件名"), contract_cells("R8-002")],
        "立入調査": [{**VISIT, "総合判定": "指摘あり"}],
        "記録": [note()],
    }
    before = installation.tables()
    tried = installation.load_sheets(dry_run=True, **changed)
    assert installation.tables() == before
    real = installation.load_sheets(**changed)
    assert (tried.sheets, tried.warnings, tried.updates) == (
        real.sheets,
        real.warnings,
        real.updates,
    )
    assert (tried.written, real.written) == (False, True)
    assert installation.tables() != before


def test_a_dry_run_says_that_nothing_was_written(installation):
    book = a_book(installation.folder, 契約=[contract_cells()])
    tried = installation.run("workbook", "load", book, "--dry-run")
    assert "試し読みです。何も書き込んでいません。" in tried.stderr
    assert "読み込みました" in installation.run("workbook", "load", book).stderr


def test_a_changed_value_is_shown_field_by_field_before_it_is_written(installation):
    first = contract_cells(本人数=1200, 備考="据え置き")
    installation.load_sheets(契約=[first])
    second = contract_cells(本人数=1300, 件名="一斉配信業務", 備考="据え置き")
    book = a_book(installation.folder, 契約=[second])
    shown = installation.run("workbook", "load", book, "--dry-run").stdout
    assert "契約：読込み 1　追加 0　変更 1　変更なし 0" in shown
    assert "変更：契約 2行 R8-001「件名」 一斉メール配信業務 → 一斉配信業務" in shown
    assert "変更：契約 2行 R8-001「本人数」 1200 → 1300" in shown
    assert shown.count("変更：") == 2


def test_a_blank_keeps_what_is_on_file(installation):
    full = contract_cells(
        実施機関="市長", 本人数=1200, 情報項目="氏名、住所", 個人番号="有", 備考="元のまま"
    )
    installation.load_sheets(契約=[full], 立入調査=[VISIT])
    before = installation.tables()
    sparse = {key: VISIT[key] for key in ("契約番号", "年度")}
    loading = installation.load_sheets(契約=[contract_cells()], 立入調査=[sparse])
    assert loading.sheets["契約"].unchanged == 1
    assert loading.sheets["立入調査"].unchanged == 1
    assert installation.tables() == before


def test_a_blank_beside_a_change_keeps_what_is_on_file(installation):
    installation.load_sheets(契約=[contract_cells(本人数=1200, 個人番号="有")])
    installation.load_sheets(契約=[contract_cells(件名="改めた件名")], at=NEXT_DAY)
    query = "SELECT revision, title, person_count, my_number FROM contract_terms ORDER BY revision"
    assert [tuple(row) for row in installation.rows(query)] == [
        (1, "一斉メール配信業務", 1200, True),
        (2, "改めた件名", 1200, True),
    ]


def test_a_changed_fact_becomes_a_correction_that_names_its_entry(installation):
    installation.load_sheets(契約=[contract_cells()], 立入調査=[VISIT])
    installation.load_sheets(
        契約=[contract_cells()], 立入調査=[{**VISIT, "実施日": "2026-10-06"}], at=NEXT_DAY
    )
    concluded, visited, corrected = installation.entries("R8-001")
    assert (concluded.kind, visited.kind, corrected.kind) == ("契約締結", "立入調査", "訂正")
    assert (visited.corrects, corrected.corrects) == (None, visited.number)
    assert corrected.number == 3
    assert str(corrected.on).startswith("2026-11-21")
    assert "2号を訂正" in corrected.text
    assert "R8.10.6" in corrected.text


def test_a_correction_can_be_corrected(installation):
    for day, at in (("05", AT), ("06", NEXT_DAY), ("07", NEXT_DAY.replace(day=22))):
        installation.load_sheets(
            契約=[contract_cells()], 立入調査=[{**VISIT, "実施日": f"2026-10-{day}"}], at=at
        )
    assert [(e.number, e.kind, e.corrects) for e in installation.entries("R8-001")] == [
        (1, "契約締結", None),
        (2, "立入調査", None),
        (3, "訂正", 2),
        (4, "訂正", 3),
    ]
    assert installation.run("verify").exit_code == 0


def test_what_was_added_later_is_an_entry_and_no_correction(installation):
    installation.load_sheets(契約=[contract_cells()], 消去証明=[CERTIFICATE])
    later = {**CERTIFICATE, "確認日": "2026-10-20", "確認方法": "立会い", "確認職員": "係員"}
    installation.load_sheets(契約=[contract_cells()], 消去証明=[later], at=NEXT_DAY)
    assert [(e.kind, e.corrects) for e in installation.entries("R8-001")] == [
        ("契約締結", None),
        ("消去証明書", None),
        ("消去確認", None),
    ]


def test_each_step_of_a_finding_leaves_its_entry_once(installation):
    """Found, answered, put right: three loads, three entries, none twice and none corrected."""
    finding = {
        "契約番号": "R8-001",
        "年度": 2026,
        "指摘番号": "1",
        "内容": "施錠の記録がありません",
        "是正期限": "2026-11-05",
    }
    visit = {**VISIT, "総合判定": "指摘あり"}
    for more in ({}, {"是正報告日": "2026-11-01"}, {"是正確認日": "2026-11-04"}):
        finding |= more
        installation.load_sheets(契約=[contract_cells()], 立入調査=[visit], 指摘=[finding])
    assert [(e.kind, e.corrects) for e in installation.entries("R8-001")] == [
        ("契約締結", None),
        ("立入調査", None),
        ("指摘", None),
        ("是正報告", None),
        ("是正確認", None),
    ]


def test_a_correction_finds_its_entry_behind_changes_that_left_none(installation):
    """備考 is in no entry: changing it leaves none; the title's change still finds the first."""
    installation.load_sheets(契約=[contract_cells()])
    for changes in ({"備考": "一"}, {"備考": "二"}, {"件名": "改めた件名"}):
        installation.load_sheets(契約=[contract_cells(**changes)], at=NEXT_DAY)
    assert [(e.kind, e.corrects) for e in installation.entries("R8-001")] == [
        ("契約締結", None),
        ("訂正", 1),
    ]
    [(revisions,)] = installation.rows("SELECT max(revision) FROM contract_terms")
    assert revisions == 4


def test_two_entries_of_one_row_are_corrected_each_for_itself(installation):
    confirmed = {**CERTIFICATE, "確認日": "2026-10-20", "確認方法": "書面", "確認職員": "係員"}
    load = installation.load_sheets
    load(契約=[contract_cells()], 消去証明=[confirmed])
    load(契約=[contract_cells()], 消去証明=[{**confirmed, "確認職員": "係長"}])
    load(契約=[contract_cells()], 消去証明=[{**confirmed, "証明日": "2026-10-02"}])
    assert [(e.number, e.kind, e.corrects) for e in installation.entries("R8-001")] == [
        (1, "契約締結", None),
        (2, "消去証明書", None),
        (3, "消去確認", None),
        (4, "訂正", 3),
        (5, "訂正", 2),
        (6, "訂正", 4),
    ]


def test_rows_without_a_key_count_by_how_often_they_occur(installation):
    load = installation.load_sheets
    assert load(契約=[contract_cells()], 記録=[note()]).sheets["記録"].created == 1
    assert load(契約=[contract_cells()], 記録=[note()]).sheets["記録"].unchanged == 1
    twice = load(契約=[contract_cells()], 記録=[note(), note()]).sheets["記録"]
    assert (twice.created, twice.unchanged) == (1, 1)
    thrice = load(契約=[contract_cells()], 記録=[note(), note(), note(text="別の内容")])
    assert (thrice.sheets["記録"].created, thrice.sheets["記録"].unchanged) == (1, 2)
    assert installation.count("notes") == 3
    kinds = [entry.kind for entry in installation.entries("R8-001")]
    assert kinds == ["契約締結", "電話確認", "電話確認", "電話確認"]


def test_full_width_keys_find_what_half_width_keys_have_made(installation):
    installation.load_sheets(契約=[contract_cells("R8-001")], 立入調査=[VISIT])
    before = installation.tables()
    loading = installation.load_sheets(
        契約=[contract_cells("　Ｒ８－００１ ")],
        立入調査=[{**VISIT, "契約番号": "Ｒ８－００１", "年度": "令和８年度", "回": "１"}],
    )
    assert not loading.written
    assert installation.tables() == before


def test_the_entries_of_a_load_stand_in_the_order_of_their_days(golden_to_read):
    for (contract,) in golden_to_read.rows("SELECT number FROM contracts"):
        days = [entry.on for entry in golden_to_read.entries(contract)]
        assert days == sorted(days)
        assert [e.number for e in golden_to_read.entries(contract)] == list(range(1, len(days) + 1))


def test_every_entry_of_a_load_says_that_it_came_from_the_workbook(golden_to_read):
    [(by,)] = golden_to_read.rows("SELECT DISTINCT written_by FROM entries")
    assert by == "登録ブックから（試験）"


@pytest.mark.parametrize(
    ("title", "said"), [("一斉メール配信業務", "変更なし 1"), ("別の業務", "変更 1")]
)
def test_the_report_tells_unchanged_from_changed(installation, title, said):
    installation.load_sheets(契約=[contract_cells()])
    book = a_book(installation.folder, 契約=[contract_cells(件名=title)])
    assert said in installation.run("workbook", "load", book).stdout
