"""読込みでの不都合: bad files, double clicks, two people at once, a register that moves on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.acts.jobs import Wish
from app.clock import now
from app.jobs.load_book import KIND, SLOT
from app.jobs.runner import runner
from app.records.database import reading
from app.records.people import person_named
from app.workbooks.registration import REGISTRATION
from app.workflows.ask_for_job import ask_for_job
from tests.books import a_book_of_rows, contract_cells
from tests.integration.browser import Browser
from tests.integration.installation import Installation
from tests.integration.uploads import (
    AGAIN,
    ELSEWHERE,
    LOAD,
    a_city,
    agree,
    at_rest,
    book,
    read,
    send_book,
    tried,
    words,
)

NOTE = {"契約番号": "R8-001", "日付": "2026-05-01", "区分": "電話確認", "内容": "状況を確認"}


@pytest.fixture
def city(installation: Installation) -> Installation:
    return a_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def asks(city: Installation, login: str, key: str = "elsewhere") -> int:
    """Somebody asks for a load that nobody begins yet."""
    with city.app.app_context():
        with reading() as session:
            person = person_named(session, login, now().date())
        assert person is not None
        wish = Wish(KIND, {"name": "先の.xlsx"}, key, SLOT, [b"no workbook"])
        return ask_for_job(wish, by=person, at=now())


NOT_A_BOOK = [
    (b"no workbook at all", "Excelのブック（.xlsx）ではありません"),
    (b"%PDF-1.7 ...", "中身がPDFのため読み込めません"),
    (b"PK\x03\x04 cut off", "壊れているか途中で切れている"),
]


@pytest.mark.parametrize(("content", "sentence"), NOT_A_BOOK)
def test_what_is_no_workbook_is_one_sentence(city, officer, content, sentence):
    sent = send_book(officer, (content, "メモ.xlsx"))
    page = read(city, officer, sent.location)
    assert sentence in page
    assert LOAD not in page


@pytest.mark.parametrize("content", [(b"", "空.xlsx"), (b"", "")])
def test_a_file_without_content_and_no_file_at_all_are_asked_for_again(city, officer, content):
    answer = send_book(officer, content)
    assert answer.status_code == 200
    assert "登録ブックを選" in words(answer.text)
    assert city.count("jobs") == 0


def test_a_file_beyond_the_limit_is_refused_before_it_is_kept(city, officer):
    form = "multipart/form-data; boundary=x"
    answer = officer.open("/loads", "POST", data=bytes(66 * 1024 * 1024), content_type=form)
    assert answer.status_code == 413
    assert city.count("jobs") == 0


def test_a_sheet_that_nobody_knows_is_told_and_not_read(city, officer):
    rows = [list(REGISTRATION["契約"].headings)]
    made = a_book_of_rows(city.folder, {"契約": rows, "メモ": [["覚え書き"]]})
    page = tried(city, officer, made)[1]
    assert "登録ブックにないシートです" in page


def test_the_name_of_a_file_is_shown_as_text_and_without_its_folders(city, officer):
    made = book(city, 契約=[contract_cells("R8-002")]).read_bytes()
    sent = send_book(officer, (made, "資料\\下書き\\<b>太字</b>.xlsx"))
    page = read(city, officer, sent.location)
    assert "&lt;b&gt;太字" not in page.partition("<title>")[0]
    assert "<b>太字" not in page
    assert "下書き" not in page


def test_a_double_click_on_the_upload_makes_one_load(city, officer):
    made = book(city, 契約=[contract_cells("R8-002")])
    first, second = (send_book(officer, made, key="one-form") for _ in range(2))
    assert first.location == second.location
    assert city.count("jobs") == 1
    read(city, officer, first.location)


def test_a_double_click_on_the_button_loads_once(city, officer):
    sheets = {"契約": [contract_cells(本人数=1200)], "記録": [NOTE]}
    path, page = tried(city, officer, book(city, **sheets))
    assert [agree(officer, path, page).status_code for _ in range(2)] == [303, 303]
    read(city, officer, path)
    agree(officer, path, page)
    read(city, officer, path)
    assert city.count("notes") == 1


def test_two_books_in_two_tabs_are_kept_apart(city, officer):
    one, _ = tried(city, officer, book(city, "一.xlsx", 契約=[contract_cells("R8-002")]))
    two, page = tried(city, officer, book(city, "二.xlsx", 契約=[contract_cells("R8-003")]))
    assert one != two
    agree(officer, two, page)
    read(city, officer, two)
    assert LOAD in officer.get(one).text
    numbers = [row.number for row in city.rows("SELECT number FROM contracts ORDER BY number")]
    assert numbers == ["R8-001", "R8-003"]


def test_the_button_of_one_outcome_does_not_load_another(city, officer):
    one, _ = tried(city, officer, book(city, "一.xlsx", 契約=[contract_cells("R8-002")]))
    _, page = tried(city, officer, book(city, "二.xlsx", 契約=[contract_cells("R8-003")]))
    agree(officer, one, page)
    assert LOAD in read(city, officer, one)
    assert city.count("contracts") == 1


def test_while_another_load_is_under_way_a_book_is_kept_and_started_later(city, officer):
    asks(city, "colleague")
    assert "いま別の読込みが進んでいます" in officer.get("/loads").text
    path, page = tried(city, officer, book(city, 契約=[contract_cells("R8-002")]))
    assert "いま別の処理が進んでいるため、まだ始めていません" in page
    assert AGAIN in page
    with city.app.app_context():
        runner().wake()
    at_rest(city)
    assert officer.send(f"{path}/again").location == path
    assert LOAD in read(city, officer, path)


def test_nobody_begins_to_load_while_another_load_is_under_way(city, officer):
    path, page = tried(city, officer, book(city, 契約=[contract_cells("R8-002")]))
    asks(city, "colleague")
    agree(officer, path, page)
    told = officer.get(path).text
    assert "いま別の処理が進んでいるため、まだ始めていません" in told
    assert LOAD in told
    assert city.count("contracts") == 1


def test_of_two_people_who_upload_at_the_same_moment_one_is_first(city):
    together = Barrier(2)

    def upload(login: str) -> int:
        together.wait(20)
        return asks(city, login, key=f"of {login}")

    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(upload, ("officer", "colleague")))
    assert len(set(both)) == 2
    states = [row.state for row in city.rows("SELECT state FROM jobs ORDER BY state")]
    assert states == ["failed", "waiting"]


def test_what_changed_after_the_trial_is_shown_anew_and_not_loaded_silently(city, officer):
    path, page = tried(city, officer, book(city, 契約=[contract_cells(本人数=1300)]))
    assert "本人数 1,200 1,300" in words(page)
    assert city.load_sheets(契約=[contract_cells(本人数=1250)]).written
    agree(officer, path, page)
    anew = read(city, officer, path)
    assert "調べた後に台帳が変わったため、まだ読み込んでいません" in anew
    assert "本人数 1,250 1,300" in words(anew)
    current = "SELECT person_count FROM contract_terms WHERE is_current"
    assert city.rows(current)[0].person_count == 1250
    agree(officer, path, anew)
    assert "読み込みました" in read(city, officer, path)
    assert city.rows(current)[0].person_count == 1300


def test_what_somebody_else_wrote_elsewhere_is_no_reason_to_ask_again(city, officer):
    path, page = tried(city, officer, book(city, 契約=[contract_cells(本人数=1300)]))
    assert city.load_sheets(契約=[contract_cells("R8-009", 所管課=ELSEWHERE)]).written
    agree(officer, path, page)
    assert "読み込みました" in read(city, officer, path)


def test_a_book_that_no_longer_fits_is_not_loaded_and_says_why(city):
    secretary = Browser(city).come_in("secretariat")
    new = contract_cells("R8-002", 所管課="新しい課")
    path, page = tried(city, secretary, book(city, 契約=[new]))
    city.change("UPDATE departments SET made_by = 'person'")
    city.load_sheets(契約=[contract_cells(備考="変わった")])
    agree(secretary, path, page)
    told = read(city, secretary, path)
    assert "読み込めなくなりました。何も読み込んでいません。" in told
    assert "登録されていない所管課です" in told
    assert city.count("contracts") == 1


def test_whoever_has_moved_to_another_department_loads_nothing_of_the_old_one(city, officer):
    path, page = tried(city, officer, book(city, 契約=[contract_cells(本人数=1300)]))
    city.change("INSERT INTO departments (id, name, made_by) VALUES (77, '収納課', 'workbook')")
    city.change("UPDATE roles SET department_id = 77 WHERE role = 'officer'")
    agree(officer, path, page)
    told = read(city, officer, path)
    assert "誤りが1件あるため" in told
    assert "1,200" not in told


def test_whoever_may_no_longer_load_is_told_so(city, officer):
    path, page = tried(city, officer, book(city, 契約=[contract_cells("R8-002")]))
    agree(officer, path, page)
    city.change("UPDATE roles SET last_on = '2020-04-02' WHERE role = 'officer'")
    with city.app.app_context():
        runner().wake()
    at_rest(city)
    [row] = city.rows("SELECT state, error FROM jobs")
    assert row.state == "failed"
    assert "権限がなくなっている" in row.error
    assert officer.get(path).status_code == 403
    assert city.count("contracts") == 1


def test_a_book_of_somebody_else_is_as_if_it_were_not_there(city, officer):
    path, page = tried(city, officer, book(city, "秘密.xlsx", 契約=[contract_cells("R8-002")]))
    other = Browser(city).come_in("colleague")
    for answer in (
        other.get(path),
        other.send(f"{path}/discard"),
        other.send(f"{path}/again"),
        agree(other, path, page),
    ):
        assert (answer.status_code, answer.location) == (303, "/loads")
    assert "秘密" not in other.get("/loads").text
    assert LOAD in officer.get(path).text
    assert other.get("/loads/2147483648").status_code == 404


def test_a_book_is_thrown_away_with_everything_that_was_kept_for_it(city, officer):
    path, _ = tried(city, officer, book(city, 契約=[contract_cells("R8-002")]))
    assert officer.send(f"{path}/discard").location == "/loads"
    assert "ブックを破棄しました" in officer.get("/loads").text
    assert (city.count("jobs"), city.count("job_parts")) == (0, 0)
    assert officer.get(path).location == "/loads"


def test_a_kept_book_waits_for_its_owner_in_a_list(city, officer):
    path, _ = tried(city, officer, book(city, "あとで.xlsx", 契約=[contract_cells("R8-002")]))
    told = words(officer.get("/loads").text)
    assert "確認待ち" in told
    assert "あとで.xlsx" in told
    assert f'href="{path}"' in officer.get("/loads").text


def test_a_session_that_ended_loads_nothing_and_leads_back_to_the_form(city):
    stranger = Browser(city)
    made = book(city, 契約=[contract_cells("R8-002")])
    answer = send_book(stranger, made, key="one-form")
    assert "サインイン" in answer.text
    assert city.count("jobs") == 0
    back = Browser(city).come_in("officer").send("/loads", brought_back="1", form_key="one-form")
    assert "ブックは届いていません。もう一度選んでください" in back.text


def test_agreeing_after_the_session_ended_is_asked_for_once_more(city, officer):
    path, _ = tried(city, officer, book(city, 契約=[contract_cells("R8-002")]))
    for deed in ("load", "again", "discard"):
        officer.send(f"{path}/{deed}", brought_back="1", outcome="x")
    assert LOAD in officer.get(path).text
    assert city.count("contracts") == 1


def test_a_forged_upload_is_refused(city, officer):
    made = book(city, 契約=[contract_cells("R8-002")])
    assert send_book(officer, made, csrf_token="0" * 64).status_code == 400
    assert city.count("jobs") == 0
