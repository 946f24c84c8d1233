"""証拠のファイル: attached to an entry, handed out to whoever may see it, taken back."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import quote

import pytest

from audits.roles import Role
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.evidence_pages import (
    ENTRY,
    NUMBER,
    OTHER,
    SHOW,
    attach,
    attached,
    kept,
    make_city,
    said,
    send_files,
    switch,
    texts,
    verified,
)
from tests.integration.installation import Installation
from tests.integration.statements import statements
from tests.unit.evidence_files import MAIL, PDF, office, picture

NAME = "データ引渡票 第12号.pdf"
MISTAKE = "別の契約の書類だったため"
MOST_STATEMENTS = 12


@pytest.fixture
def city(installation: Installation) -> Installation:
    return make_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


@pytest.fixture
def manager(city: Installation) -> Browser:
    return Browser(city).come_in("manager")


def the_file(city: Installation) -> str:
    [(key,)] = city.rows("SELECT max(id) FROM attachments")
    return f"/evidence/file/{key}"


def withdraw(browser: Browser, city: Installation, reason: str = MISTAKE, key: str = "once"):
    path = the_file(city).replace("file", "withdraw")
    return browser.send(path, reason=reason, form_key=key)


def test_a_file_is_handed_out_as_it_came_and_never_shown(officer, city):
    assert attach(officer, (NAME, PDF)).status_code == 303
    assert NAME in said(officer.get(SHOW).text)
    told = officer.get(the_file(city))
    assert told.data == PDF
    assert told.headers["Content-Disposition"].startswith("attachment;")
    assert told.headers["Content-Disposition"].endswith(f"UTF-8''{quote(NAME)}")
    assert told.headers["X-Content-Type-Options"] == "nosniff"
    assert told.headers["Content-Security-Policy"].startswith("sandbox;")
    assert told.mimetype == "application/octet-stream"
    assert told.headers["Cache-Control"] == "no-store"


def test_the_record_says_name_size_and_hash_and_verify_holds_the_bytes_against_it(officer, city):
    attach(officer, (NAME, PDF), ("引渡し.jpg", picture()))
    digest = sha256(PDF).hexdigest()
    [entry] = [row for row in city.entries(NUMBER) if row.text.startswith("証拠を添付")]
    assert f"1号 契約締結　{NAME}（{len(PDF)}バイト、SHA-256 {digest[:16]}）" in entry.text
    assert digest in str(entry.evidence)
    assert len(texts(city)) == 2  # one entry for what came in one form
    assert verified(city)[0] == 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("UPDATE evidence_contents SET content = :x", "添付したファイルが変わっています"),
        ("UPDATE evidence_contents SET content = NULL", "添付したファイルがありません"),
        ("DELETE FROM evidence_contents", "添付したファイルがありません"),
        ("UPDATE attachments SET name = 'b.pdf'", "が変わっています：name"),
        ("UPDATE attachments SET entry_number = 2", "が変わっています：entry_number"),
        ("DELETE FROM attachments", "がありません"),
    ],
)
def test_verify_finds_what_was_done_to_a_file_behind_the_product(officer, city, change, sentence):
    attach(officer, (NAME, PDF))
    city.change(change, **({"x": b"%PDF-1.4 another"} if ":x" in change else {}))
    code, told = verified(city)
    assert (code, sentence in told) == (1, True), told


WRITTEN = "written_at, written_by FROM attachments"
UNRECORDED = {
    "記録のない添付（attachments 99）": "INSERT INTO attachments SELECT 99, contract_id,"
    f" entry_number, sheet_id, item, name, kind, size, sha256, {WRITTEN}",
    "記録のない取下げ（attachment_withdrawals 99）": "INSERT INTO attachment_withdrawals"
    ' (id, contract_id, attachment_id, "on", reason, written_at, written_by)'
    f" SELECT 99, contract_id, id, CURRENT_DATE, 'x', {WRITTEN}",
    "記録のない資料の所在（paper_places 99）": "INSERT INTO paper_places"
    f" SELECT 99, contract_id, 1, 'x', 'x', 'x', {WRITTEN}",
}


@pytest.mark.parametrize("sentence", UNRECORDED)
def test_verify_finds_evidence_that_nobody_wrote_into_the_record(officer, city, sentence):
    attach(officer, (NAME, PDF))
    city.change(UNRECORDED[sentence])
    code, told = verified(city)
    assert (code, sentence in told) == (1, True), told


def test_a_withdrawal_that_was_only_written_into_the_table_excuses_no_missing_file(officer, city):
    attach(officer, (NAME, PDF))
    city.change(
        UNRECORDED["記録のない取下げ（attachment_withdrawals 99）"],
        "UPDATE evidence_contents SET content = NULL",
    )
    assert "添付したファイルがありません" in verified(city)[1]


def test_a_file_that_was_changed_is_not_handed_out(officer, city):
    attach(officer, (NAME, PDF))
    city.change("UPDATE evidence_contents SET content = :x", x=b"another")
    told = officer.get(the_file(city), follow_redirects=True)
    assert "添付したときと変わっている" in told.text


def test_all_files_of_a_form_are_taken_or_none(officer, city):
    told = attach(officer, (NAME, PDF), ("b.docx", office()), ("c.jpg", b"\xff\xd8\xff"))
    assert told.status_code == 422
    assert "c.jpg：写真として最後まで読めません" in said(told.text)
    assert (attached(city), kept(city), len(texts(city))) == ([], 0, 1)


def test_a_double_click_attaches_once(officer, city):
    assert attach(officer, (NAME, PDF), key="same").status_code == 303
    assert attach(officer, (NAME, PDF), key="same").status_code == 303
    assert attached(city) == [(NAME, len(PDF))]
    assert len(texts(city)) == 2


def test_the_same_file_is_attached_to_a_row_once_and_kept_once(officer, city):
    attach(officer, (NAME, PDF))
    told = attach(officer, ("写し.pdf", PDF), key="another")
    assert told.status_code == 422
    assert f"もう付いています（{NAME}）" in said(told.text)
    assert attach(officer, ("a.eml", MAIL), ("b.eml", MAIL)).status_code == 303
    assert kept(city) == 2
    elsewhere = Browser(city).come_in("elsewhere")
    assert attach(elsewhere, ("同じもの.pdf", PDF), number=OTHER).status_code == 303
    assert (city.count("attachments"), kept(city)) == (3, 2)


def test_a_file_of_another_department_is_as_if_it_were_not_there(officer, city):
    attach(officer, (NAME, PDF))
    elsewhere = Browser(city).come_in("elsewhere")
    assert elsewhere.get(the_file(city)).status_code == 404
    assert elsewhere.get(SHOW).status_code == 404
    assert elsewhere.get(f"/evidence/contract/{NUMBER}").status_code == 404
    assert attach(elsewhere, (NAME, PDF)).status_code == 404
    assert withdraw(elsewhere, city).status_code == 404
    assert attached(city) == [(NAME, len(PDF))]


def test_an_auditor_takes_files_and_changes_nothing(officer, city):
    attach(officer, (NAME, PDF))
    auditor = Browser(city).come_in("auditor")
    page = said(auditor.get(SHOW).text)
    assert NAME in page
    assert "ファイルを付ける" not in page
    assert "取り下げる" not in page
    assert auditor.get(the_file(city)).data == PDF
    assert attach(auditor, ("b.eml", MAIL)).status_code == 403
    assert withdraw(auditor, city).status_code == 403


def test_the_administrator_never_sees_a_file(officer, city):
    attach(officer, (NAME, PDF))
    add_person(city, "admin", Role.ADMIN)
    assert Browser(city).come_in("admin").get(the_file(city)).status_code == 403


def test_where_the_city_takes_no_files_it_is_said_and_what_is_there_stays(officer, city):
    attach(officer, (NAME, PDF))
    switch(city, "いいえ")
    page = said(officer.get(SHOW).text)
    assert "ファイルを付ける" not in page
    assert "紙の場所（綴り・場所・文書番号）は書けます" in page
    told = attach(officer, ("b.eml", MAIL))
    assert told.status_code == 404
    assert "この市では、ファイルの添付を使っていません。" in said(told.text)
    assert officer.get(the_file(city)).data == PDF


def test_a_city_takes_no_files_until_it_says_so(installation):
    city = make_city(installation, files=False)
    assert attach(Browser(city).come_in("officer"), (NAME, PDF)).status_code == 404
    assert attached(city) == []


def test_the_reminder_stands_above_the_form(officer):
    page = said(officer.get(SHOW).text)
    assert "本人（住民）の個人情報が入ったファイルは、ここに付けないでください" in page


def test_the_city_says_how_big_a_file_may_be(officer, city):
    city.run("settings", "set", "evidence_megabytes", "1")
    assert "1個1MB" in said(officer.get(SHOW).text)
    big = ("大きい.txt", b"a" * (1024 * 1024 + 1))
    told = attach(officer, big)
    assert (told.status_code, "1MBまで" in told.text) == (422, True)
    assert attach(officer, ("ちょうど.txt", big[1][:-1])).status_code == 303


def test_what_is_far_too_much_is_refused_before_it_is_read(officer, city):
    told = attach(officer, ("大きい.txt", b"a" * (22 * 1024 * 1024)))
    assert told.status_code == 413
    assert attached(city) == []


def test_eleven_files_at_once_are_too_many(officer, city):
    files = [(f"{n}.txt", f"記録{n}".encode()) for n in range(11)]
    told = attach(officer, *files)
    assert "一度に選べるのは10個まで" in told.text
    assert attach(officer, *files[:10]).status_code == 303
    assert len(attached(city)) == 10


def test_a_row_takes_fifty_files(officer, city):
    for start in range(0, 50, 10):
        files = [(f"{n}.txt", f"記録{n}".encode()) for n in range(start, start + 10)]
        assert attach(officer, *files).status_code == 303
    told = attach(officer, ("51.txt", b"51"))
    assert (told.status_code, "50個まで" in told.text) == (422, True)


@pytest.mark.parametrize(
    "name", ["報告\u202efdp.pdf", "a\x01.pdf", "あ" * 296 + ".pdf", "../", "<script>.pdf.exe"]
)
def test_a_name_that_deceives_gets_a_sentence(officer, city, name):
    told = attach(officer, (name, PDF))
    assert told.status_code in (200, 422)
    assert "か所を直してください" in told.text
    assert "\u202e" not in told.text
    assert "<script>.pdf" not in told.text
    assert attached(city) == []


def test_no_file_at_all_gets_a_sentence(officer):
    assert "ファイルを選んでください" in attach(officer, ("", b"")).text


def test_of_a_path_only_the_name_is_kept(officer, city):
    attach(officer, ("../../共有/証明書.pdf", PDF))
    assert attached(city) == [("証明書.pdf", len(PDF))]


@pytest.mark.parametrize("path", [f"/evidence/entry/99/{NUMBER}", "/evidence/entry/1/R0-000"])
def test_a_row_that_is_not_there_is_not_found(officer, path):
    assert officer.get(path).status_code == 404


def test_evidence_is_not_attached_to_a_row_about_evidence(officer, city):
    attach(officer, (NAME, PDF))
    told = attach(officer, ("b.eml", MAIL), entry=2)
    assert told.status_code == 422
    assert "もとの行に付けてください" in told.text
    assert "ファイルを付ける" not in said(officer.get(f"/evidence/entry/2/{NUMBER}").text)


def test_a_manager_takes_a_mistake_back_and_only_its_bytes_go(officer, manager, city):
    attach(officer, (NAME, PDF))
    assert withdraw(officer, city).status_code == 403
    assert "入力してください" in withdraw(manager, city, reason="").text
    assert kept(city) == 1
    assert withdraw(manager, city).status_code == 303
    assert kept(city) == 0
    assert f"証拠を取下げ　1号 契約締結　{NAME}" in texts(city)[-1]
    assert f"理由 {MISTAKE}" in texts(city)[-1]
    page = said(officer.get(SHOW).text)
    assert f"𠮷田 一 理由：{MISTAKE}" in page.replace("　", " ")
    told = officer.get(the_file(city), follow_redirects=True)
    assert "取り下げたため、ありません" in told.text
    assert verified(city)[0] == 0


def test_a_mistake_is_taken_back_once(officer, manager, city):
    attach(officer, (NAME, PDF))
    assert withdraw(manager, city).status_code == 303
    assert withdraw(manager, city).status_code == 303  # the second of two clicks
    assert "取り下げてあります" in withdraw(manager, city, key="later").text
    assert city.count("attachment_withdrawals") == 1


def test_bytes_that_another_contract_has_too_stay_until_it_lets_go(officer, manager, city):
    elsewhere = Browser(city).come_in("elsewhere")
    attach(elsewhere, ("同じもの.pdf", PDF), number=OTHER)
    attach(officer, (NAME, PDF))
    told = withdraw(manager, city)
    assert told.status_code == 303
    assert "中身はまだ残っています" in manager.get(told.location).text
    assert kept(city) == 1
    assert verified(city)[0] == 0
    assert elsewhere.get("/evidence/file/1").data == PDF


def test_what_was_taken_back_may_be_attached_anew(officer, manager, city):
    attach(officer, (NAME, PDF))
    withdraw(manager, city)
    assert attach(officer, (NAME, PDF), key="anew").status_code == 303
    assert kept(city) == 1
    assert officer.get(the_file(city)).data == PDF
    assert verified(city)[0] == 0


def test_everything_that_is_done_with_a_file_is_in_the_operation_log(officer, manager, city):
    attach(officer, (NAME, PDF))
    officer.get(the_file(city))
    withdraw(manager, city)
    lines = [line for line in log_lines(city) if line[1].endswith("_evidence")]
    digest = sha256(PDF).hexdigest()[:16]
    assert [(line[0], line[1], line[4]) for line in lines] == [
        ("宮野 さくら（officer）", "attach_evidence", "192.0.2.7"),
        ("宮野 さくら（officer）", "take_evidence", "192.0.2.7"),
        ("𠮷田 一（manager）", "withdraw_evidence", "192.0.2.7"),
    ]
    assert all(digest in line[2] and NUMBER in line[2] for line in lines)


def test_the_pages_ask_no_more_the_more_files_there_are(officer, city):
    counts: list[int] = []
    for _ in range(2):
        files = [(f"{len(counts)}{n}.txt", f"{counts}{n}".encode()) for n in range(10)]
        attach(officer, *files)
        with statements(city) as sent:
            officer.get(SHOW)
            officer.get(f"/evidence/contract/{NUMBER}")
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 2 * MOST_STATEMENTS


def test_the_record_leads_to_its_evidence(officer, city):
    before = officer.get(f"/contracts/{NUMBER}?view=record").text
    assert f'href="/evidence/entry/{ENTRY}/{NUMBER}"' in before
    attach(officer, (NAME, PDF))
    page = said(officer.get(f"/contracts/{NUMBER}?view=record").text)
    assert "証拠 1個" in page
    assert NAME in said(officer.get(f"/evidence/contract/{NUMBER}").text)


def test_a_page_that_is_not_ours_attaches_nothing(officer, city):
    told = send_files(
        officer, f"/evidence/attach/{ENTRY}/{NUMBER}", [(NAME, PDF)], csrf_token="0" * 64
    )
    assert told.status_code == 400
    assert attached(city) == []


def test_the_link_of_an_act_leads_to_its_row_of_the_record(officer, city):
    [(key,)] = city.rows(
        "SELECT t.id FROM contract_terms t JOIN contracts c ON c.id = t.contract_id"
        " WHERE c.number = :number",
        number=NUMBER,
    )
    told = officer.get(f"/evidence/act/contract_terms/{key}/{NUMBER}")
    assert re.search(f"/evidence/entry/{ENTRY}/{NUMBER}$", told.location)
    nowhere = officer.get(f"/evidence/act/people/1/{NUMBER}", follow_redirects=True)
    assert "まだ管理記録に行がありません" in nowhere.text
