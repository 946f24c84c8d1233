"""記入: every form that adds to the register by hand, filled in well and badly."""

from __future__ import annotations

import re
from html import unescape

import pytest

from app.acts.loading.sheets import CONTRACTS
from app.rooms.entries.deeds import CONTRACT, DEEDS
from app.web.filing.deed import Deed
from app.web.filing.fact_form import spec_of
from app.workbooks.column import Kind
from audits.roles import Role
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.installation import Installation

TABLETS = "R2-教支-034"
ELSEWHERE = "R1-保育-022"
FIELD = re.compile(r'<(?:input|textarea|select)[^>]*\bname="([^"]+)"[^>]*>')
CHOSEN = re.compile(r'<option selected value="([^"]*)">')
WRONG = "か所を直してください"
NEW = [name for name, deed in DEEDS.items() if not deed.changes and name != CONTRACT]
CHANGES = [name for name, deed in DEEDS.items() if deed.changes]
BAD_NUMBERS = ("たくさん", "-1", "1.5", "9" * 30)
BAD_DAYS = ("2026-02-30", "R8.13.1", "昨日", "99999-1-1", "0000-00-00")


@pytest.fixture
def officer(golden: Installation) -> Browser:
    """Somebody of the department that looks after the tablets of the schools."""
    query = (
        "SELECT department FROM contract_terms t JOIN contracts c ON c.id = t.contract_id"
        " WHERE c.number = :number AND t.is_current"
    )
    [(department,)] = golden.rows(query, number=TABLETS)
    add_person(golden, "officer", (Role.OFFICER, department), name="宮野 さくら")
    add_person(golden, "colleague", (Role.OFFICER, department), name="水城 あおい")
    return Browser(golden).come_in("officer")


def a_row(golden: Installation, deed: Deed) -> tuple[str, int, int]:
    """(contract, branch, row) of a fact on file that the deed could change."""
    table = deed.sheet.table.__tablename__
    if deed.sheet is CONTRACTS:
        query = "SELECT c.number, 0, f.id FROM contract_terms f JOIN contracts c"
        query += " ON c.id = f.contract_id WHERE f.is_current AND c.number = :number"
    else:
        query = f"SELECT c.number, e.branch, f.id FROM {table} f"  # noqa: S608 — our own names
        query += " JOIN engagements e ON e.id = f.engagement_id"
        query += " JOIN contracts c ON c.id = e.contract_id"
        query += " WHERE f.is_current AND c.number = :number ORDER BY f.id"
    found = golden.rows(query, number=TABLETS)
    return tuple(found[0]) if found else ("", 0, 0)


def path_of(golden: Installation, name: str) -> str:
    deed = DEEDS[name]
    if name == CONTRACT:
        return "/entries/contract"
    if not deed.changes:
        return f"/entries/{name}/{TABLETS}"
    number, branch, key = a_row(golden, deed)
    return f"/entries/{name}/{number}?branch={branch}&id={key}" if number else ""


def boxes(page: str) -> dict[str, str]:
    """What stands in the boxes of a page's form, as a browser would send it."""
    found: dict[str, str] = {}
    form = page[page.index('<form class="form"') :]
    form = form[: form.index("</form>")]
    for tag in re.finditer(r"<input\b[^>]*>", form):
        name = re.search(r'\bname="([^"]+)"', tag[0])
        kind = re.search(r'\btype="([^"]+)"', tag[0])
        value = re.search(r'\bvalue="([^"]*)"', tag[0])
        if name is None or (kind and kind[1] in ("radio", "checkbox") and "checked" not in tag[0]):
            continue
        found[name[1]] = unescape(value[1]) if value else ""
    for name, inner in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S
    ):
        found[name] = unescape(inner).lstrip("\r\n")
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = CHOSEN.search(inner)
        first = re.search(r'value="([^"]*)"', inner)
        found[name] = unescape(chosen[1] if chosen else first[1] if first else "")
    return found


def filled_in(page: str, deed: Deed) -> dict[str, str]:
    """The form as proposed, with something in every box that must be filled in."""
    found = boxes(page)
    for asked in deed.asked:
        column = spec_of(deed).column(asked.heading)
        if not (column.required or asked.must):
            continue
        if column.kind is Kind.DATE:
            parts = {"year": "2026", "month": "11", "day": "20"}
            if not found.get(f"{column.field}-year"):
                found |= {f"{column.field}-{part}": value for part, value in parts.items()}
        elif not found.get(column.field):
            found[column.field] = a_choice(page, column.field) or "試験の記載"
    if deed.amends:
        found["amendment"] = "corrected"
    return found


def a_choice(page: str, name: str) -> str:
    """The first real option of a select or radio field."""
    select = re.search(rf'<select[^>]*name="{name}"[^>]*>(.*?)</select>', page, re.S)
    if select:
        values: list[str] = re.findall(r'value="([^"]*)"', select[1])
        return next(value for value in values if value)
    radio = re.search(rf'<input[^>]*name="{name}"[^>]*type="radio"[^>]*value="([^"]+)"', page)
    return unescape(radio[1]) if radio else ""


def send(browser: Browser, path: str, fields: dict[str, str]):
    """Sends the form, and agrees to what it says it would change."""
    answer = browser.send_as_is(path, **fields)
    if answer.status_code == 200 and "まだ保存していません" in answer.text:
        agreed = boxes(answer.text)["agreed"]
        answer = browser.send_as_is(path, **{**fields, "agreed": agreed})
    return answer


@pytest.mark.parametrize("name", DEEDS)
def test_every_form_opens_with_its_words_and_nothing_wrong(officer, golden, name):
    path = path_of(golden, name)
    if not path:
        pytest.skip("the case has no such fact on file")
    page = officer.get(path)
    assert page.status_code == 200
    assert DEEDS[name].title in page.text
    assert WRONG not in page.text


@pytest.mark.parametrize("name", NEW)
def test_what_a_form_proposes_can_be_filed_and_the_record_stays_sound(officer, golden, name):
    deed = DEEDS[name]
    before = golden.count(deed.sheet.table.__tablename__)
    page = officer.get(path_of(golden, name))
    answer = send(officer, path_of(golden, name), filled_in(page.text, deed))
    assert answer.status_code == 303, re.findall(r"field__error.*?</p>", answer.text, re.S)
    assert golden.count(deed.sheet.table.__tablename__) == before + 1
    assert golden.run("verify").exit_code == 0
    assert log_lines(golden)[-1][1] == f"file_{deed.sheet.table.__tablename__}"


@pytest.mark.parametrize("name", DEEDS)
def test_an_empty_form_says_beside_each_box_what_is_missing(officer, golden, name):
    path = path_of(golden, name)
    if not path:
        pytest.skip("the case has no such fact on file")
    deed = DEEDS[name]
    kept = boxes(officer.get(path).text)
    fields = {key: kept[key] for key in ("csrf_token", "form_key", "seen", "agreed")}
    before = golden.tables()
    answer = officer.send_as_is(path, **fields)
    needed = [a for a in deed.asked if spec_of(deed).column(a.heading).required or a.must]
    if needed:
        assert answer.status_code == 200
        assert answer.text.count("入力してください") >= len(needed)
        assert golden.tables() == before


@pytest.mark.parametrize("name", DEEDS)
def test_what_cannot_be_is_said_and_never_written(officer, golden, name):
    path = path_of(golden, name)
    if not path:
        pytest.skip("the case has no such fact on file")
    deed = DEEDS[name]
    good = filled_in(officer.get(path).text, deed)
    before = golden.tables()
    for place, asked in enumerate(deed.asked):
        column = spec_of(deed).column(asked.heading)
        for wrong in wrong_values(column.kind, column.field, place):
            answer = officer.send_as_is(path, **{**good, **wrong})
            assert answer.status_code == 200, (asked.heading, answer.status_code)
            assert WRONG in answer.text, (asked.heading, str(wrong)[:60])
    assert golden.tables() == before


def wrong_values(kind: Kind, field: str, place: int) -> list[dict[str, str]]:
    """What nobody can mean; a different one for each box, as all boxes of a kind read alike."""
    if kind is Kind.YES_NO:
        return []
    if kind is Kind.DATE:
        day = BAD_DAYS[place % len(BAD_DAYS)]
        return [{f"{field}-year": day, f"{field}-month": "", f"{field}-day": ""}]
    if kind in (Kind.COUNT, Kind.BRANCH, Kind.ROUND, Kind.FISCAL_YEAR):
        return [{field: BAD_NUMBERS[place % len(BAD_NUMBERS)]}]
    if kind is Kind.CHOICE:
        return [{field: "ほかのもの"}]
    a_megabyte = "あ" * 340_000
    return [{field: "右から\u202e左へ"}, *([{field: a_megabyte}] if place < 2 else [])]


def test_a_contract_of_another_department_takes_nothing(officer, golden):
    before = golden.tables(without=["operation_log"])
    for name in (*NEW, *CHANGES):
        for method in ("GET", "POST"):
            path = f"/entries/{name}/{ELSEWHERE}?id=1"
            data = {"csrf_token": officer.csrf_token()}
            assert officer.open(path, method, data=data).status_code == 404
    assert golden.tables(without=["operation_log"]) == before


@pytest.mark.parametrize("name", CHANGES)
def test_a_fact_of_another_contract_cannot_be_changed_through_an_own_one(officer, golden, name):
    deed = DEEDS[name]
    table = deed.sheet.table.__tablename__
    if deed.sheet is CONTRACTS:
        query = "SELECT f.id FROM contract_terms f JOIN contracts c ON c.id = f.contract_id"
    else:
        query = f"SELECT f.id FROM {table} f JOIN engagements e ON e.id = f.engagement_id"  # noqa: S608
        query += " JOIN contracts c ON c.id = e.contract_id"
    found = golden.rows(f"{query} WHERE f.is_current AND c.number <> :n", n=TABLETS)
    if not found:
        pytest.skip("no other case has such a fact")
    path = f"/entries/{name}/{TABLETS}?id={found[0][0]}"
    before = golden.tables(without=["operation_log"])
    assert officer.get(path).status_code == 404
    assert officer.send(path, seen=str(found[0][0])).status_code == 404
    assert golden.tables(without=["operation_log"]) == before


def test_a_double_click_writes_one_entry(officer, golden):
    path = f"/entries/telephone/{TABLETS}"
    fields = filled_in(officer.get(path).text, DEEDS["telephone"])
    before = len(golden.entries(TABLETS))
    for _ in range(2):
        assert officer.send_as_is(path, **fields).status_code == 303
    assert len(golden.entries(TABLETS)) == before + 1


def test_a_telephone_check_needs_nothing_but_its_text(officer, golden):
    path = f"/entries/telephone/{TABLETS}"
    page = officer.get(path).text
    fields = boxes(page) | {"text": "退職者の権限が消されたことを確認"}
    assert officer.send_as_is(path, **fields).status_code == 303
    entry = golden.entries(TABLETS)[-1]
    assert (entry.kind, entry.text) == ("電話確認", "退職者の権限が消されたことを確認")
    assert (entry.officer, entry.method) == ("宮野 さくら", "電話")
    assert entry.written_by == "宮野 さくら（officer）"


def test_the_second_of_two_people_sees_both_versions_and_loses_nothing(officer, golden):
    number, branch, key = a_row(golden, DEEDS["data-change"])
    path = f"/entries/data-change/{number}?branch={branch}&id={key}"
    mine = boxes(officer.get(path).text) | {"name": "わたしの書いた名前"}
    colleague = Browser(golden).come_in("colleague")
    theirs = boxes(colleague.get(path).text) | {"name": "同僚の書いた名前"}
    assert send(colleague, path, theirs).status_code == 303
    answer = officer.send_as_is(path, **mine)
    assert answer.status_code == 200
    for words in ("わたしの書いた名前", "同僚の書いた名前", "水城 あおい（colleague）"):
        assert words in answer.text
    again = boxes(answer.text)
    assert again["name"] == "わたしの書いた名前"
    assert send(officer, path, again).status_code == 303
    query = "SELECT name, revision FROM data_items WHERE is_current AND first_id = :first"
    assert golden.rows(query, first=key) == [("わたしの書いた名前", 3)]


def test_an_extension_is_shown_before_it_is_saved_and_leaves_a_change_in_the_record(
    officer, golden
):
    number, _, key = a_row(golden, DEEDS["contract-end"])
    path = f"/entries/contract-end/{number}?id={key}"
    fields = boxes(officer.get(path).text)
    fields |= {"ends_on-year": "2030", "ends_on-month": "3", "ends_on-day": "31"}
    fields |= {
        "amendment": "amended",
        "amended_on-year": "R8.11.20",
        "amended_reason": "機器の更新",
    }
    before = golden.tables(without=["operation_log"])
    answer = officer.send_as_is(path, **fields)
    assert "まだ保存していません" in answer.text
    assert re.search(r"増える期限項目：\d+件", answer.text)
    assert golden.tables(without=["operation_log"]) == before
    agreed = {**fields, "agreed": boxes(answer.text)["agreed"]}
    assert officer.send_as_is(path, **agreed).status_code == 303
    entry = golden.entries(TABLETS)[-1]
    assert (entry.kind, str(entry.on)) == ("契約変更", "2026-11-20")
    assert "→R12.3.31" in entry.text
    assert "機器の更新" in entry.text
    assert golden.run("verify").exit_code == 0


def test_a_change_of_the_contract_needs_its_day_and_its_reason(officer, golden):
    number, _, key = a_row(golden, DEEDS["contract-end"])
    path = f"/entries/contract-end/{number}?id={key}"
    fields = boxes(officer.get(path).text) | {"amendment": "amended", "ends_on-year": "2031"}
    answer = officer.send_as_is(path, **fields)
    assert "変更日を入れてください" in answer.text
    assert "変更の理由を入れてください" in answer.text


def test_a_number_that_is_taken_is_refused_beside_its_box(officer, golden):
    page = officer.get("/entries/contract")
    fields = filled_in(page.text, DEEDS[CONTRACT]) | {"number": TABLETS}
    answer = officer.send_as_is("/entries/contract", **fields)
    assert "この番号はすでに使われています" in answer.text


def test_a_new_contract_stays_within_the_own_department(officer, golden):
    page = officer.get("/entries/contract")
    good = filled_in(page.text, DEEDS[CONTRACT]) | {"number": "R8-試験-001"}
    others = [
        v for v in re.findall(r'<option value="([^"]+)">', page.text) if v != good["department"]
    ]
    if others:
        wrong = officer.send_as_is("/entries/contract", **{**good, "department": others[0]})
        assert wrong.status_code == 200
    answer = send(officer, "/entries/contract", good)
    assert answer.status_code == 303
    assert officer.get("/contracts/R8-試験-001").status_code == 200


def test_what_was_typed_comes_back_after_the_session_has_ended(officer, golden):
    path = f"/entries/telephone/{TABLETS}?branch=0"
    fields = boxes(officer.get(path).text) | {"text": "長く書いた大切な文章"}
    golden.change("DELETE FROM sessions")
    answer = officer.send_as_is(path, **fields)
    assert answer.status_code == 200
    assert "入力していた内容は残っています" in answer.text
    kept = boxes(answer.text)
    assert "長く書いた大切な文章" in kept["kept_fields"]
    before = len(golden.entries(TABLETS))
    come_in = officer.send_as_is(
        "/sign-in", **{**kept, "login": "officer", "password": "雨の日は傘を二本持って歩く"}
    )
    back = boxes(come_in.text)
    again = officer.send_as_is(path, **back)
    assert again.status_code == 200
    assert boxes(again.text)["text"] == "長く書いた大切な文章"
    assert len(golden.entries(TABLETS)) == before
    assert officer.send_as_is(path, **boxes(again.text)).status_code == 303
    assert golden.entries(TABLETS)[-1].text == "長く書いた大切な文章"


def test_a_successor_takes_over_what_carries_over_and_names_its_predecessor(officer, golden):
    page = officer.get(f"/entries/contract?from={TABLETS}")
    fields = filled_in(page.text, DEEDS[CONTRACT]) | {"number": "R9-試験-002"}
    [(title, ends_on)] = golden.rows(
        "SELECT title, ends_on FROM contract_terms t JOIN contracts c"
        " ON c.id = t.contract_id WHERE c.number = :number AND t.is_current",
        number=TABLETS,
    )
    assert fields["title"] == title
    assert fields["items"].splitlines()[:3] == ["学校名", "学年", "学級"]
    assert fields["previous_contract_number"] == TABLETS
    first = "-".join(fields[f"starts_on-{part}"].zfill(2) for part in ("year", "month", "day"))
    assert first > str(ends_on)
    assert send(officer, f"/entries/contract?from={TABLETS}", fields).status_code == 303
    assert officer.get("/contracts/R9-試験-002").status_code == 200
    assert officer.get(f"/entries/contract?from={ELSEWHERE}").status_code == 404
