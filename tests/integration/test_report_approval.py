"""報告書の承認: submitted, sent back, approved by another person, and then fixed for good."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from app.clock import today
from audits.roles import Role
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.installation import Installation
from tests.integration.visit_reports import (
    DEPARTMENT,
    NUMBER,
    OTHER,
    WHERE,
    YEAR,
    a_city,
    digest,
    done,
    finding_cells,
    kept_hashes,
    mark_of,
    paper,
    report_page,
    second_manager,
    step,
    visit_cells,
)
from tests.unit.papers_read_back import page_texts


@pytest.fixture
def city(installation: Installation) -> Installation:
    return a_city(installation, finding_cells())


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


@pytest.fixture
def manager(city: Installation) -> Browser:
    return Browser(city).come_in("manager")


def approved(officer: Browser, manager: Browser) -> bytes:
    done(step(officer, "submit"))
    done(step(manager, "approve"))
    return paper(officer)


def verified(city: Installation) -> tuple[int, str]:
    result = city.run("verify")
    return result.exit_code, result.stdout + result.stderr


def entries(city: Installation) -> list[tuple[str, str]]:
    query = "SELECT kind, text FROM entries WHERE contract = :n ORDER BY number"
    return [tuple(row) for row in city.rows(query, n=NUMBER)]


def test_the_report_goes_from_the_officer_to_the_manager_and_back_and_is_approved(officer, manager):
    assert "提出する" in report_page(officer)
    done(step(officer, "submit", "よろしくお願いします。"))
    assert "所属長の承認を待っています" in report_page(officer)
    done(step(manager, "return", "調査者の名前を直してください。"))
    page = report_page(officer)
    assert "差戻しの理由：調査者の名前を直してください。" in page
    assert "直して、もう一度提出する" in page
    done(step(officer, "submit"))
    done(step(manager, "approve"))
    page = report_page(officer)
    assert "宮野 さくらさんが承認。この版は、もう変わりません。" in page
    text = "".join(page_texts(paper(officer)))
    assert "第1版" in text
    assert "髙橋𠮷男" in text
    assert "宮野さくら" in text
    assert "承認前" not in text


def test_before_the_approval_the_paper_says_so(officer, manager):
    assert "作成中（承認前）" in "".join(page_texts(paper(officer)))
    done(step(officer, "submit"))
    assert "提出済み（承認前）" in "".join(page_texts(paper(officer)))
    done(step(manager, "return", "直す"))
    assert "差戻し（承認前）" in "".join(page_texts(paper(officer)))


def test_what_was_approved_is_kept_with_its_hash_its_facts_and_an_entry(city, officer, manager):
    pdf = approved(officer, manager)
    assert kept_hashes(city) == [digest(pdf)]
    [row] = city.rows("SELECT facts, submitted_by, approved_by, alone FROM approved_reports")
    facts = json.loads(row[0])
    assert facts["visit"]["officers"] == "髙橋"
    assert facts["findings"][0]["number"] == "1"
    assert (row[1], row[2], bool(row[3])) == ("髙橋 𠮷男", "宮野 さくら", False)
    kind, text = entries(city)[-1]
    assert kind == "その他"
    assert text.endswith("第1回の立入調査結果報告書（第1版）を承認")
    [(evidence,)] = city.rows("SELECT evidence FROM entries ORDER BY id DESC LIMIT 1")
    assert digest(pdf) in (evidence if isinstance(evidence, list) else json.loads(evidence))
    assert verified(city)[0] == 0


def test_the_page_and_the_command_line_hand_out_the_very_bytes_whatever_changes(
    city, officer, manager
):
    pdf = approved(officer, manager)
    changed = city.load_sheets(契約=[], 立入調査=[visit_cells(調査職員="ほかの人")])
    assert changed.written, changed.errors
    assert paper(officer) == pdf
    assert city.printed("inspection-report", NUMBER, "--fiscal-year", YEAR.start) == pdf


def test_what_changed_after_the_approval_stands_beside_the_report(city, officer, manager):
    approved(officer, manager)
    assert "承認後に変わった点" not in report_page(officer)
    city.load_sheets(契約=[], 立入調査=[visit_cells(調査職員="ほかの人")])
    city.load_sheets(契約=[], 指摘=[finding_cells("1", 根拠="第9"), finding_cells("2")])
    page = report_page(officer)
    assert "承認後に変わった点" in page
    for words in ("調査者", "ほかの人", "指摘1の根拠", "第9", "指摘2の内容"):
        assert words in page


def test_putting_a_finding_right_is_no_change_of_what_was_reported(city, officer, manager):
    approved(officer, manager)
    put_right = finding_cells(是正報告日=today(), 是正確認日=today())
    assert city.load_sheets(契約=[], 指摘=[put_right]).written
    assert "承認後に変わった点" not in report_page(officer)


def test_a_second_edition_keeps_the_first(city, officer, manager):
    first = approved(officer, manager)
    city.load_sheets(契約=[], 立入調査=[visit_cells(調査職員="ほかの人")])
    done(step(officer, "anew"))
    assert paper(officer) == first  # until the second is approved
    assert "ほかの人" in "".join(page_texts(paper(officer, "&edition=2")))
    done(step(officer, "submit"))
    done(step(manager, "approve"))
    second = paper(officer)
    assert "第2版" in "".join(page_texts(second))
    assert paper(officer, "&edition=1") == first
    assert kept_hashes(city) == [digest(first), digest(second)]
    assert verified(city)[0] == 0
    assert officer.get(f"/papers/inspection-report/{WHERE}&edition=3").status_code == 404


def test_returning_asks_for_a_reason(officer, manager):
    done(step(officer, "submit"))
    told = step(manager, "return")
    assert told.status_code == 200
    assert "差し戻す理由を入れてください" in told.text
    assert "所属長の承認を待っています" in report_page(officer)


def test_only_who_submitted_takes_it_back(city, officer, manager):
    add_person(city, "colleague", (Role.OFFICER, DEPARTMENT), name="森 みどり")
    colleague = Browser(city).come_in("colleague")
    done(step(officer, "submit"))
    assert "提出を取り下げる" not in report_page(colleague)
    assert "取り下げるのは、提出した人です" in step(colleague, "withdraw").text
    done(step(officer, "withdraw"))
    assert "作成中" in report_page(officer)


def test_a_visit_without_a_conclusion_is_not_submitted(installation):
    city = a_city(installation, 立入調査=[visit_cells(総合判定=None)])
    officer = Browser(city).come_in("officer")
    assert "提出する" not in report_page(officer)
    assert "総合判定がありません" in step(officer, "submit").text


def test_nobody_approves_the_own_report_where_somebody_else_could(city, manager):
    second_manager(city)
    done(step(manager, "submit"))
    page = report_page(manager)
    assert "承認できる人：水城 あおい" in page
    told = step(manager, "approve")
    assert told.status_code == 200
    assert "ほかに承認できる人がいるときは承認できません" in told.text
    assert kept_hashes(city) == []
    done(step(Browser(city).come_in("deputy"), "approve"))
    assert len(kept_hashes(city)) == 1


def test_where_there_is_nobody_else_it_is_allowed_and_said_on_the_paper(city, manager):
    done(step(manager, "submit"))
    assert "ほかに承認できる人がいません" in report_page(manager)
    done(step(manager, "approve"))
    words = "所管課にほかに承認できる者がないため、作成にかかわった者が承認しました。"
    assert words in "".join(page_texts(paper(manager)))
    assert "ほかに承認できる人がいなかったため" in report_page(manager)


def test_a_manager_who_put_the_result_on_file_is_not_the_other_pair_of_eyes(city, officer):
    second_manager(city)
    city.change("UPDATE inspections SET written_by = '宮野 さくら（manager）' WHERE is_current")
    done(step(officer, "submit"))
    told = step(Browser(city).come_in("manager"), "approve")
    assert "承認できる人：水城 あおいさん" in told.text


def test_a_manager_who_comes_tomorrow_is_nobody_else_today(city, manager):
    tomorrow = today() + timedelta(days=1)
    add_person(city, "next", (Role.MANAGER, DEPARTMENT), name="次の人", first_on=tomorrow)
    done(step(manager, "submit"))
    done(step(manager, "approve"))


def test_two_managers_at_once_make_one_approval(city, officer, manager):
    second_manager(city)
    deputy = Browser(city).come_in("deputy")
    done(step(officer, "submit"))
    page = report_page(deputy)
    done(step(manager, "approve"))
    from_before = deputy.send(
        f"/reports/approve/{WHERE}",
        comment="",
        form_key="x",
        shown=page.split('shown" value="')[1][:64],
    )
    assert "いま「承認済み」です" in from_before.text
    assert len(kept_hashes(city)) == 1


def test_what_the_manager_has_not_seen_is_not_approved(city, officer, manager):
    done(step(officer, "submit"))
    mark = mark_of(report_page(manager))
    city.load_sheets(契約=[], 立入調査=[visit_cells(調査職員="ほかの人")])
    told = step(manager, "approve", shown=mark)
    assert "見ている間に、報告書の内容が変わりました" in told.text
    assert "提出の後に変わった点" in told.text
    done(step(manager, "approve"))
    assert "ほかの人" in "".join(page_texts(paper(manager)))


def test_a_double_click_submits_once(city, officer):
    done(step(officer, "submit", form_key="same"))
    done(step(officer, "submit", form_key="same"))
    assert city.count("report_acts") == 1
    assert [line[1] for line in log_lines(city)].count("submit_report") == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("UPDATE papers_on_file SET content = :x", "控えた書類（PDF）が変わっています。"),
        ("UPDATE approved_reports SET approved_by = 'だれか'", "が変わっています：approved_by"),
        ("UPDATE approved_reports SET facts = '{}'", "の内容が変わっています。"),
    ],
)
def test_verify_finds_a_changed_file_and_a_changed_row(city, officer, manager, change, sentence):
    approved(officer, manager)
    city.change(change, **({"x": b"%PDF another"} if ":x" in change else {}))
    code, told = verified(city)
    assert code == 1
    assert sentence in told


def test_a_changed_file_is_not_handed_out(city, officer, manager):
    approved(officer, manager)
    city.change("UPDATE papers_on_file SET content = :x", x=b"%PDF another")
    told = officer.get(f"/papers/inspection-report/{WHERE}", follow_redirects=True)
    assert "承認のときと変わっています" in told.text
    out = city.folder / "no.pdf"
    ran = city.run("print", "inspection-report", NUMBER, out, "--fiscal-year", YEAR.start)
    assert ran.exit_code == 1
    assert not out.exists()


def test_an_approved_edition_that_nobody_approved_is_found(city, officer, manager):
    approved(officer, manager)
    city.change("UPDATE approved_reports SET edition = 7")
    city.change(
        "INSERT INTO approved_reports SELECT 99, engagement_id, fiscal_year, round, 8, facts,"
        " facts_sha256, paper_sha256, submitted_on, submitted_by, approved_on, approved_by, alone,"
        " written_at, written_by FROM approved_reports"
    )
    assert "承認の記録がない報告書（approved_reports 99）があります。" in verified(city)[1]


@pytest.mark.parametrize("act", ["submit", "withdraw", "return", "anew", "approve"])
def test_other_departments_and_those_who_only_look_move_nothing(city, officer, act):
    done(step(officer, "submit"))
    elsewhere = Browser(city).come_in("elsewhere")
    fields = {"comment": "x", "shown": "", "form_key": "k"}
    assert elsewhere.send(f"/reports/{act}/{WHERE}", **fields).status_code == 404
    assert elsewhere.get(f"/reports/visit/{WHERE}").status_code == 404
    add_person(city, "auditor", Role.AUDITOR)
    auditor = Browser(city).come_in("auditor")
    assert auditor.send(f"/reports/{act}/{WHERE}", **fields).status_code == 403
    page = report_page(auditor)
    assert "承認する" not in page
    assert city.count("report_acts") == 1


@pytest.mark.parametrize("act", ["approve", "return"])
def test_an_officer_approves_nothing(officer, act):
    done(step(officer, "submit"))
    told = officer.send(f"/reports/{act}/{WHERE}", comment="x", shown="", form_key="k")
    assert told.status_code == 403


@pytest.mark.parametrize(
    "where",
    [
        f"{OTHER}?year={YEAR.start}",
        f"{NUMBER}?year=1999",
        f"{NUMBER}?year=きのう",
        f"{NUMBER}?round=99999999999999999999",
        f"{NUMBER}?branch=7",
        f"{NUMBER}?round=2",
    ],
)
def test_a_visit_that_is_not_there_has_no_report(officer, where):
    assert officer.get(f"/reports/visit/{where}").status_code == 404


def test_a_comment_of_a_million_letters_gets_a_sentence(officer):
    told = step(officer, "submit", "あ" * 100_000)
    assert told.status_code == 200
    assert "2000文字以内" in told.text
