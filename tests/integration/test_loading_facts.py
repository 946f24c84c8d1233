"""What a loaded book leaves in the tables: names as typed, contractors found, promises kept."""

from __future__ import annotations

import pytest

from tests.books import contract_cells
from tests.integration.installation import AT, NEXT_DAY

NAME = "株式会社髙﨑神𠮷ソフト"
SUBCONTRACT = {
    "契約番号": "R8-001",
    "枝番": 1,
    "再委託先名": "かざみ印刷株式会社",
    "開始日": "2026-04-01",
    "終了日": "2027-03-31",
}


def contractors(installation):
    query = "SELECT name, corporate_number FROM contractors ORDER BY id"
    return [tuple(row) for row in installation.rows(query)]


def test_names_stay_as_they_were_typed(installation):
    installation.load_sheets(契約=[contract_cells(受託者名=NAME, 件名="　ＡＢＣ㈱ ①")])
    [terms] = installation.rows("SELECT contractor, title FROM contract_terms")
    assert tuple(terms) == (NAME, "　ＡＢＣ㈱ ①")
    assert contractors(installation) == [(NAME, None)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ＡＢＣソフト株式会社", "ABCソフト株式会社"),
        ("ｶｻﾞﾐ印刷", "カザミ印刷"),
        (NAME, f" {NAME}　"),
        ("㈱縁側", "(株)縁側"),
    ],
)
def test_a_contractor_is_found_by_its_name_in_any_width(installation, first, second):
    load = installation.load_sheets
    load(契約=[contract_cells("R8-001", 受託者名=first)])
    load(契約=[contract_cells("R8-002", 受託者名=second)])
    assert contractors(installation) == [(first, None)]
    query = "SELECT contractor, contractor_id FROM contract_terms ORDER BY id"
    [one, two] = installation.rows(query)
    assert (one.contractor, two.contractor) == (first, second)
    assert one.contractor_id == two.contractor_id


def test_names_that_only_look_alike_are_two_contractors(installation):
    installation.load_sheets(
        契約=[
            contract_cells("R8-001", 受託者名="株式会社高崎神吉ソフト"),
            contract_cells("R8-002", 受託者名=NAME),
        ]
    )
    assert len(contractors(installation)) == 2


def test_a_contractor_is_found_by_its_corporate_number_whatever_it_is_called(installation):
    number = "1234567890123"
    load = installation.load_sheets
    load(契約=[contract_cells("R8-001", 受託者名="あさひ校務株式会社", 法人番号=number)])
    load(契約=[contract_cells("R8-002", 受託者名="あさひシステム株式会社", 法人番号=number)])
    assert contractors(installation) == [("あさひ校務株式会社", number)]


def test_a_contractor_named_with_and_without_its_number_in_one_book_is_one(installation):
    number = "1234567890123"
    installation.load_sheets(
        契約=[
            contract_cells("R8-001", 受託者名="あさひ校務株式会社"),
            contract_cells("R8-002", 受託者名="あさひ校務株式会社", 法人番号=number),
            contract_cells("R8-003", 受託者名="あさひ校務株式会社"),
        ]
    )
    assert contractors(installation) == [("あさひ校務株式会社", number)]


def test_a_number_named_with_two_names_in_one_book_is_one_contractor(installation):
    number = "1234567890123"
    installation.load_sheets(
        契約=[
            contract_cells("R8-001", 受託者名="あさひ校務株式会社", 法人番号=number),
            contract_cells("R8-002", 受託者名="あさひシステム株式会社", 法人番号=number),
        ]
    )
    assert contractors(installation) == [("あさひ校務株式会社", number)]


def test_a_contractor_known_by_name_learns_its_number_and_is_found_by_it(installation):
    number = "1234567890123"
    load = installation.load_sheets
    load(契約=[contract_cells("R8-001", 受託者名="あさひ校務株式会社")])
    load(契約=[contract_cells("R8-002", 受託者名="あさひ校務株式会社", 法人番号=number)])
    load(契約=[contract_cells("R8-003", 受託者名="あさひシステム株式会社", 法人番号=number)])
    assert contractors(installation) == [("あさひ校務株式会社", number)]


def test_two_companies_of_one_name_are_told_apart_by_their_numbers(installation):
    load = installation.load_sheets
    load(契約=[contract_cells("R8-001", 受託者名="あおば株式会社", 法人番号="1111111111111")])
    load(契約=[contract_cells("R8-002", 受託者名="あおば株式会社", 法人番号="2222222222222")])
    assert contractors(installation) == [
        ("あおば株式会社", "1111111111111"),
        ("あおば株式会社", "2222222222222"),
    ]


def test_keys_are_kept_after_folding_and_everything_else_as_typed(installation):
    installation.load_sheets(
        契約=[contract_cells("　Ｒ８－００１", 備考="　全角のまま　")],
        立入調査=[{"契約番号": "R8-001", "年度": "令和８年度", "回": "１", "予定日": "R8.10.1"}],
    )
    assert [tuple(r) for r in installation.rows("SELECT number FROM contracts")] == [("R8-001",)]
    assert [tuple(r) for r in installation.rows("SELECT remarks FROM contract_terms")] == [
        ("　全角のまま　",)
    ]
    query = "SELECT fiscal_year, round, planned_on FROM inspections"
    [(year, visit, planned)] = installation.rows(query)
    assert (year, visit, str(planned)[:10]) == (2026, 1, "2026-10-01")


def test_a_loaded_note_closes_the_occurrence_of_the_promise_that_it_names(installation):
    promise = {
        "契約番号": "R8-001",
        "番号": "A-1",
        "実施者": "受託者",
        "区分": "運用上",
        "対策": "パスワードを変更する",
        "由来": "契約",
        "頻度": "毎月",
    }
    note = {
        "契約番号": "R8-001",
        "日付": "2026-06-03",
        "区分": "その他",
        "内容": "5月分を確認",
        "対策番号": "Ａ-１",
        "対象": "2026-05",
    }
    installation.load_sheets(契約=[contract_cells()], 保護対策=[promise], 記録=[note])
    owed = installation.told("due", "--state", "all", "--on", "2026-06-10")
    closed = {i["period"]: i["state"] for i in owed if i["kind"] == "commitment"}
    assert (closed["2026-04"], closed["2026-05"], closed["2026-06"]) == (
        "overdue",
        "done_late",
        "planned",
    )
    [_, entry] = installation.entries("R8-001")
    assert (entry.kind, entry.text) == ("その他", "5月分を確認　［A-1］")


def test_a_promise_loaded_later_finds_the_notes_that_were_there(installation):
    note = {"契約番号": "R8-001", "日付": "2026-05-20", "区分": "打合せ", "内容": "定例"}
    promise = {
        "契約番号": "R8-001",
        "番号": "A-1",
        "実施者": "受託者",
        "区分": "運用上",
        "対策": "定例会を開く",
        "由来": "契約",
        "頻度": "毎月",
    }
    load = installation.load_sheets
    load(契約=[contract_cells()], 保護対策=[promise])
    load(契約=[contract_cells()], 保護対策=[promise], 記録=[{**note, "対策番号": "A-1"}])
    owed = installation.told("due", "--state", "done", "--on", "2026-06-10")
    assert [(i["period"], i["closed_on"]) for i in owed] == [("2026-05", "2026-05-20")]


def test_a_matter_of_the_council_stands_in_the_record_of_each_of_its_contracts(installation):
    matter = {
        "付議番号": "R8-1",
        "開催日": "2026-03-20",
        "区分": "諮問",
        "件名": "業務委託について",
        "結果": "承認",
        "契約番号": "R8-001、R8-002、R8-404",
    }
    loading = installation.load_sheets(
        契約=[contract_cells("R8-001"), contract_cells("R8-002")], 付議=[matter]
    )
    assert [(w.row, w.column) for w in loading.warnings if w.sheet == "付議"] == [(2, "契約番号")]
    for contract in ("R8-001", "R8-002"):
        assert [entry.kind for entry in installation.entries(contract)] == ["付議", "契約締結"]


def test_a_contract_that_joins_a_matter_later_gets_its_own_entry(installation):
    matter = {"付議番号": "R8-1", "開催日": "2026-03-20", "区分": "諮問", "件名": "業務委託"}
    both = [contract_cells("R8-001"), contract_cells("R8-002")]
    installation.load_sheets(契約=both, 付議=[{**matter, "契約番号": "R8-001"}])
    joined = {**matter, "契約番号": "R8-001、R8-002"}
    installation.load_sheets(契約=both, 付議=[joined], at=NEXT_DAY)
    assert [e.kind for e in installation.entries("R8-002")] == ["契約締結", "付議"]
    assert [e.kind for e in installation.entries("R8-001")] == ["付議", "契約締結"]
    assert installation.run("verify").exit_code == 0


def test_a_certification_loaded_later_settles_what_the_contract_demands(installation):
    demanding = contract_cells(求める認証="プライバシーマーク")
    held = {
        "事業者名": "ことり配信株式会社",
        "制度": "プライバシーマーク",
        "有効期限": "2028-01-31",
    }
    installation.load_sheets(契約=[demanding])

    def certifications():
        owed = installation.told("due", "--state", "all", "--on", "2026-11-20")
        return [i["state"] for i in owed if i["kind"] == "certification"]

    assert certifications() == ["overdue"]
    installation.load_sheets(契約=[demanding], 認証=[held])
    assert certifications() == []


def test_a_contract_of_another_contractor_keeps_its_due_items_rows(installation):
    """Loading one contract computes that contract anew and leaves the others alone."""
    installation.load_sheets(契約=[contract_cells("R8-001"), contract_cells("R8-002")])
    query = "SELECT * FROM due_items WHERE contract = 'R8-001' ORDER BY id"
    before = installation.rows(query)
    installation.load_sheets(契約=[contract_cells("R8-002", 終了日="2026-12-31")])
    assert installation.rows(query) == before
    due = "SELECT due_on FROM due_items WHERE contract = 'R8-002' AND kind = 'inspection'"
    assert [str(row.due_on)[:10] for row in installation.rows(due)] == ["2026-12-31"]


def test_a_subcontract_without_a_clause_set_has_the_subcontractors_one(installation):
    installation.load_sheets(契約=[contract_cells()], 再委託=[SUBCONTRACT])
    [(clause_set, parent)] = installation.rows("SELECT clause_set, parent_branch FROM subcontracts")
    assert (clause_set, parent) == ("subcontract-2021", 0)


def test_an_act_dated_after_the_load_is_warned_about_and_loaded(installation):
    note = {"契約番号": "R8-001", "日付": "2026-12-24", "区分": "電話確認", "内容": "確認"}
    loading = installation.load_sheets(契約=[contract_cells()], 記録=[note], at=AT)
    assert loading.written
    [warning] = [w for w in loading.warnings if w.sheet == "記録"]
    assert (warning.row, warning.column) == (2, "日付")
