"""所管課 on pages: adding some, and putting one out of use without touching what was."""

from __future__ import annotations

import re

import pytest

from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.entry_forms import boxes
from tests.integration.installation import Installation
from tests.integration.statements import statements

PATH = "/departments"
SCHOOL, TAX, SHARED = "教育支援課", "収納課", "会計課"


@pytest.fixture
def city(installation: Installation) -> Installation:
    """Three departments from a workbook; one has a contract to 2027, one only shares it."""
    loaded = installation.load_sheets(
        契約=[
            contract_cells("R8-001", 所管課=SCHOOL, 共管課=SHARED),
            contract_cells("R1-001", 所管課=TAX, 開始日="2019-04-01", 終了日="2020-03-31"),
            contract_cells("R1-002", 所管課=SHARED, 開始日="2019-04-01", 終了日="2020-03-31"),
        ]
    )
    assert loaded.written, loaded.errors
    add_person(installation, "admin", Role.ADMIN, name="雨宮 しずく")
    add_person(installation, "officer", (Role.OFFICER, TAX))
    return installation


@pytest.fixture
def admin(city: Installation) -> Browser:
    return Browser(city).come_in("admin")


def add(admin: Browser, names: str, page: str = ""):
    return admin.send_as_is(PATH, **{**boxes(page or admin.get(PATH).text), "names": names})


def path_of(city: Installation, name: str) -> str:
    [(key,)] = city.rows("SELECT id FROM departments WHERE name = :name", name=name)
    return f"{PATH}/{key}"


def retire(admin: Browser, path: str, last_on: str, page: str = ""):
    fields = boxes(page or admin.get(path).text)
    for part in ("month", "day"):
        fields[f"last_on-{part}"] = ""
    return admin.send_as_is(f"{path}/retire", **{**fields, "last_on-year": last_on})


def names(city: Installation) -> list[str]:
    return [name for (name,) in city.rows("SELECT name FROM departments ORDER BY id")]


def test_the_list_tells_contracts_and_people_and_who_added_it(admin):
    page = admin.get(PATH).text
    rows = {
        name: re.findall(r'<td class="number">(\d+)</td>', row)
        for name, row in re.findall(r"<tr>\s*<td><a[^>]*>([^<]+)</a>(.*?)</tr>", page, re.S)
    }
    assert rows == {SCHOOL: ["1", "1", "0"], TAX: ["0", "1", "1"], SHARED: ["0", "1", "0"]}
    assert page.count("試験（登録ブック）") == 3


def test_departments_are_added_one_a_line_as_typed_and_with_who_did_it(admin, city):
    assert add(admin, "  ＤＸ推進課\r\n\r\n税　務課 \r\n").status_code == 303
    assert names(city)[3:] == ["ＤＸ推進課", "税　務課"]
    page = admin.get(PATH).text
    assert "所管課を2つ加えました" in page
    assert page.count("雨宮 しずく（admin）</td>") == 2
    added = [line[2] for line in log_lines(city) if line[1] == "add_department"]
    assert added == ["ＤＸ推進課", "税　務課"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "入力してください"),
        ("　\n \n", "入力してください"),
        ("新しい課\n収納課", "2行目「収納課」：すでにあります。"),
        ("ＤＸ課\nDX課", "2行目「DX課」：「ＤＸ課」と同じ名前です。"),
        ("A\nA", "2行目「A」：すでにあります。"),
        ("課" * 101, "100文字以内"),
        ("税務\u200b課", "使えない文字"),
        ("税務\x07課", "使えない文字"),
        ("税務課、収納課", "読点とコンマは使えません"),
        ("税務課，収納課", "読点とコンマは使えません"),
        ("\n".join(f"第{n}課" for n in range(301)), "300まで"),
        ("課" * 50_001, "文字以内"),
    ],
)
def test_a_name_that_cannot_be_is_refused_and_none_is_added(admin, city, typed, sentence):
    before = names(city)
    answer = add(admin, typed)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert names(city) == before


def test_many_wrong_names_are_told_in_part(admin):
    answer = add(admin, "\n".join([TAX] * 12))
    assert "10行目" in answer.text
    assert "11行目" not in answer.text
    assert "ほか2行。" in answer.text


def test_a_form_that_is_sent_twice_adds_once_and_complains_of_nothing(admin, city):
    page = admin.get(PATH).text
    assert [add(admin, "税務課", page).status_code for _ in range(2)] == [303, 303]
    assert names(city).count("税務課") == 1


def test_from_the_first_department_added_by_hand_on_books_may_name_no_other(admin, city):
    assert "1つでも加えると" in admin.get(PATH).text
    add(admin, "税務課")
    assert "1つでも加えると" not in admin.get(PATH).text
    assert not city.load_sheets(契約=[contract_cells("R8-009", 所管課="知らない課")]).written
    assert city.load_sheets(契約=[contract_cells("R8-009", 所管課="税務課")]).written


def test_a_department_with_a_contract_beyond_the_day_stays_in_use(admin, city):
    path = path_of(city, SCHOOL)
    assert "所管課として1件" in admin.get(path).text
    answer = retire(admin, path, "R8.12.31")
    assert "この課が所管課の契約が1件" in answer.text
    assert "R8-001" not in answer.text
    assert city.rows("SELECT last_on FROM departments WHERE last_on IS NOT NULL") == []
    assert retire(admin, path, "R9.3.31").status_code == 303  # the contract's own last day


def test_a_department_that_looks_after_a_contract_with_others_stays_in_use_too(admin, city):
    answer = retire(admin, path_of(city, SHARED), "R8.12.31")
    assert "共管課になっている契約が1件" in answer.text


def test_a_contract_that_came_to_nothing_holds_nobody(admin, city):
    city.load_sheets(契約=[contract_cells("R8-001", 不成立日="2026-04-01")])
    assert retire(admin, path_of(city, SCHOOL), "R8.4.30").status_code == 303


def test_a_department_out_of_use_is_not_offered_and_its_history_stays(admin, city):
    """Its officer goes on; the contract of old, and a book that names it, are as they were."""
    path = path_of(city, TAX)
    answer = retire(admin, path, "R2.3.31")
    assert answer.status_code == 303
    page = admin.get(path).text
    assert "令和2年3月31日 (2020)" in page
    assert "その日より後まで役割を持つ人が1人います" in page
    assert "使っていない" in admin.get(PATH).text
    assert f">{TAX}</option>" not in admin.get("/people/new").text
    officer = Browser(city).come_in("officer")
    assert officer.get("/contracts/R1-001").status_code == 200
    assert f">{TAX}</option>" not in officer.get("/entries/contract").text
    [(key,)] = city.rows("SELECT id FROM contract_terms WHERE department = :d", d=TAX)
    change = f"/entries/contract-change/R1-001?id={key}"
    assert f'<option selected value="{TAX}">' in officer.get(change).text
    assert city.load_sheets(契約=[contract_cells("R1-003", 所管課=TAX)]).written
    assert log_lines(city)[-2][1:3] == ("retire_department", TAX)


def test_nobody_gets_a_role_in_a_department_after_its_last_day(admin, city):
    retire(admin, path_of(city, TAX), "R9.3.31")
    place = ("--role", "officer", "--department", TAX)
    refused = city.run("users", "add", "late", *place, "--from", "2027-04-01")
    assert refused.exit_code == 1
    assert "令和9年3月31日までの所管課" in refused.stderr
    assert city.run("users", "add", "soon", *place, "--from", "2027-03-31").exit_code == 0


def test_a_new_contract_names_no_department_out_of_use_not_even_beside_others(admin, city):
    retire(admin, path_of(city, TAX), "R2.3.31")
    add_person(city, "school", (Role.OFFICER, SCHOOL))
    officer = Browser(city).come_in("school")
    fields = boxes(officer.get("/entries/contract").text)
    given = {
        "number": "R8-077",
        "title": "見守り業務",
        "department": SCHOOL,
        "co_departments": TAX,
        "clause_set": "national-act-2023",
        **{f"starts_on-{part}": n for part, n in (("year", "2026"), ("month", "4"), ("day", "1"))},
        **{f"ends_on-{part}": n for part, n in (("year", "2027"), ("month", "3"), ("day", "31"))},
    }
    assert set(given) <= set(fields), set(given) - set(fields)
    answer = officer.send_as_is("/entries/contract", **{**fields, **given})
    assert f"「{TAX}」は、令和2年3月31日までの所管課です。" in answer.text
    assert city.rows("SELECT id FROM contracts WHERE number = 'R8-077'") == []


def test_a_department_is_taken_up_again(admin, city):
    path = path_of(city, TAX)
    retire(admin, path, "R2.3.31")
    page = admin.get(path).text
    seen = boxes(page[page.index('id="retire"') :])["seen"]
    for _ in range(2):
        assert admin.send(f"{path}/take-up", seen=seen).status_code == 303
    assert "また使えるようにしました" in admin.get(path).text
    assert f">{TAX}</option>" in admin.get("/people/new").text
    assert [line[1] for line in log_lines(city)].count("take_up_department") == 1


def test_whoever_did_not_see_the_last_day_that_somebody_set_is_told(admin, city):
    path = path_of(city, TAX)
    page = admin.get(path).text
    retire(admin, path, "R2.3.31")
    late = retire(admin, path, "R3.3.31", page)
    assert "いまの最後の日は令和2年3月31日です" in late.text
    assert retire(admin, path, "R2.3.31", page).status_code == 303  # a second click on the same
    assert admin.send(f"{path}/take-up", seen="いつか").status_code == 303
    assert "ほかの人が最後の日を変えました" in admin.get(path).text


def test_a_last_day_is_a_day(admin, city):
    assert "入力してください" in retire(admin, path_of(city, TAX), "").text
    assert "暦にない日" in retire(admin, path_of(city, TAX), "R8.2.30").text


@pytest.mark.parametrize("part", ["", "/retire", "/take-up"])
def test_a_department_that_was_never_there_is_not_found(admin, part):
    path = f"{PATH}/2147483647{part}"
    day = {"last_on-year": "R8.3.31", "last_on-month": "", "last_on-day": ""}
    answer = admin.send(path, seen="", **day) if part else admin.get(path)
    assert answer.status_code == 404


def test_the_list_asks_the_database_as_little_for_many_as_for_few(admin, city):
    counts = []
    for more in ("", "\n".join(f"第{n}課" for n in range(40))):
        if more:
            add(admin, more)
            admin.get(PATH)
        with statements(city) as sent:
            assert admin.get(PATH).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 12


def test_a_book_that_gives_a_new_contract_to_a_department_out_of_use_is_remarked_on(admin, city):
    assert retire(admin, path_of(city, TAX), "R2.3.31").status_code == 303
    old = contract_cells("R1-003", 所管課=TAX, 開始日="2019-04-01", 終了日="2020-03-31")
    assert city.load_sheets(契約=[old]).warnings == []
    loaded = city.load_sheets(契約=[contract_cells("R8-009", 所管課=TAX)])
    assert loaded.written
    [warning] = loaded.warnings
    assert (warning.sheet, warning.column, warning.value) == ("契約", "所管課", TAX)
    assert "令和2年3月31日までの所管課です" in warning.message
