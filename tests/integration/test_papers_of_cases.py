"""The papers of the golden cases: one page each, everything on it, and a sentence where not."""

from __future__ import annotations

import re

import pytest
from pypdfium2 import PdfDocument

from tests.integration.installation import NEXT_DAY, Installation
from tests.unit.papers_read_back import page_texts, qr_texts

A4 = (595, 842)
CASES = [
    "H26-戸住-026",
    "R1-保育-022",
    "R1-地包-023",
    "R1-子家-021",
    "R1-情政-005",
    "R1-戸住-025",
    "R1-戸住-026",
    "R1-教調-027",
    "R2-保幼-011",
    "R2-教支-034",
    "R2-教調-003",
    "R2-福祉-099",
    "R3-教指-001",
    "R5-健推-007",
]
TODAY = ("--on", "2026-11-20")


def engagements(installation: Installation) -> list[tuple[str, int]]:
    query = (
        "SELECT c.number, g.branch FROM engagements g "
        "JOIN contracts c ON c.id = g.contract_id ORDER BY c.number, g.branch"
    )
    return [(row.number, row.branch) for row in installation.rows(query)]


def packed(text: str) -> str:
    return "".join(text.split())


def test_the_cases_are_all_there(golden_to_read):
    numbers = [row.number for row in golden_to_read.rows("SELECT number FROM contracts")]
    assert sorted(numbers) == CASES


@pytest.mark.parametrize("contract", CASES)
def test_the_record_of_a_case_is_one_page_with_everything_on_it(golden_to_read, contract):
    pdf = golden_to_read.printed("record", contract, *TODAY)
    [page] = page_texts(pdf)
    [sheet] = PdfDocument(pdf)
    assert [round(length) for length in sheet.get_size()] == list(A4)
    query = (
        "SELECT t.title, t.department FROM contract_terms t JOIN contracts c "
        "ON c.id = t.contract_id WHERE c.number = :contract AND t.is_current"
    )
    [terms] = golden_to_read.rows(query, contract=contract)
    for words in (contract, terms.title, terms.department):
        assert packed(words) in page
    record = golden_to_read.entries(contract)
    last = record[-1]
    assert last.hash[:16] in page
    assert qr_texts(pdf) == [f"{contract},{len(record)},{last.hash}"]


@pytest.mark.parametrize("contract", CASES)
def test_every_entry_of_a_case_is_a_row_or_counted_in_one(golden_to_read, contract):
    """Only routine entries of one year are put together; each other one has its number."""
    pdf = golden_to_read.printed("record", contract, *TODAY)
    [sheet] = PdfDocument(pdf)
    text = sheet.get_textpage().get_text_range().split("資料の所在")[1]
    shown = {int(number) for number in re.findall(r"^(\d+)(?: [HR]\d|\r?$)", text, re.MULTILINE)}
    hidden = [entry for entry in golden_to_read.entries(contract) if entry.number not in shown]
    assert {entry.kind for entry in hidden} <= {"定期報告", "打合せ", "教育"}
    together = [int(count) for count in re.findall(r"(\d+)件 [\d–-]+、最終", text)]
    assert len(hidden) == sum(count - 1 for count in together)


def test_entries_from_a_workbook_say_so_with_the_day_of_loading(golden_to_read):
    [page] = page_texts(golden_to_read.printed("record", "R1-教調-027", *TODAY))
    assert "登録ブックからR8.11.20記載" in page
    assert "後日記載" in page


def test_a_corrected_entry_stays_on_the_page_beside_its_correction(golden):
    contract = "R2-教調-003"
    before = golden.entries(contract)
    query = (
        "SELECT t.title, t.department, t.starts_on, t.ends_on, t.clause_set FROM contract_terms t "
        "JOIN contracts c ON c.id = t.contract_id WHERE c.number = :contract AND t.is_current"
    )
    [terms] = golden.rows(query, contract=contract)
    changed = {
        "契約番号": contract,
        "件名": f"{terms.title}（改）",
        "所管課": terms.department,
        "開始日": str(terms.starts_on)[:10],
        "終了日": str(terms.ends_on)[:10],
        "特記事項": terms.clause_set,
    }
    loading = golden.load_sheets(契約=[changed], at=NEXT_DAY)
    assert loading.written, loading.errors
    after = golden.entries(contract)
    assert len(after) == len(before) + 1
    [page] = page_texts(golden.printed("record", contract, "--on", "2026-11-21"))
    assert "訂正" in page
    assert packed(f"{terms.title}（改）") in page
    assert after[-1].hash[:16] in page


@pytest.mark.parametrize("form", ["erasure-confirmation", "erasure-certificate-form"])
def test_the_erasure_papers_of_every_engagement_can_be_printed(golden_to_read, form):
    found = engagements(golden_to_read)
    assert len(found) == 19
    for contract, branch in found:
        pdf = golden_to_read.printed(form, contract, "--branch", branch, *TODAY)
        pages = page_texts(pdf)
        assert pages
        assert packed(contract) in pages[0]


def test_each_certificate_has_its_own_confirmation(golden_to_read):
    """The symposium had three certificates: three pages, each with its number."""
    pages = page_texts(golden_to_read.printed("erasure-confirmation", "R1-地包-023", *TODAY))
    text = "".join(pages)
    assert all(number in text for number in ("MG-1", "MG-2", "MG-9"))


def test_the_certificate_form_names_the_city_that_asks(golden):
    golden.run("settings", "set", "city_name", "みどり市")
    pdf = golden.printed("erasure-certificate-form", "R2-教支-034", *TODAY)
    assert "みどり市長" in page_texts(pdf)[0]


@pytest.mark.parametrize("form", ["record", "erasure-confirmation", "erasure-certificate-form"])
def test_a_contract_that_is_not_on_file_gets_a_sentence_and_no_paper(golden_to_read, form):
    out = golden_to_read.folder / "out.pdf"
    done = golden_to_read.run("print", form, "R9-不明-999", out)
    assert done.exit_code == 1
    assert done.stderr.strip() == "契約番号「R9-不明-999」の契約は台帳にありません。"
    assert not out.exists()


@pytest.mark.parametrize("form", ["erasure-confirmation", "erasure-certificate-form"])
@pytest.mark.parametrize("branch", [7, -1])
def test_a_branch_that_is_not_on_file_gets_a_sentence_and_no_paper(golden_to_read, form, branch):
    out = golden_to_read.folder / "out.pdf"
    done = golden_to_read.run("print", form, "R2-教支-034", out, "--branch", branch)
    assert done.exit_code == 1
    assert done.stderr.strip() == f"契約「R2-教支-034」に枝番{branch}はありません。"
    assert not out.exists()


def test_a_number_may_be_typed_in_full_width(golden_to_read):
    typed = golden_to_read.printed("record", "　Ｒ２－教支－０３４", *TODAY)
    assert page_texts(typed) == page_texts(golden_to_read.printed("record", "R2-教支-034", *TODAY))


def test_printing_changes_nothing(golden):
    before = golden.tables()
    golden.printed("record", "R2-教支-034")
    golden.printed("erasure-confirmation", "R2-教支-034", "--branch", 1)
    assert golden.tables() == before
