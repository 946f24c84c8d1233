"""調査票の写真: several for each item until the conclusion, then evidence of the inspection."""

from __future__ import annotations

import re
from html import unescape

import pytest

from app.clock import today
from audits.entry import EntryKind
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.entry_forms import boxes
from tests.integration.entry_forms import send as send_form
from tests.integration.evidence_pages import kept, said, send_files, switch, texts, verified
from tests.integration.installation import Installation
from tests.unit.evidence_files import PDF, noisy_picture, picture, shortly
from tests.unit.papers_read_back import page_texts

DEPARTMENT, NUMBER = "教育支援課", "R8-001"
YEAR = FiscalYear.of(today())
WHERE = f"{NUMBER}?year={YEAR.start}&round=1"
SHEET = f"/check-sheets/{WHERE}"
ITEM, OTHER_ITEM = "standard-1", "standard-2"
HREF = re.compile(r'href="(/photographs/file/[^"]+)"')
REMOVE = re.compile(r'action="(/photographs/remove/[^"]+)"')


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A contract that runs, whose visit is owed; the city takes files."""
    days = {"開始日": YEAR.days.first.isoformat(), "終了日": YEAR.days.last.isoformat()}
    contracts = [contract_cells(NUMBER, **days), contract_cells("R8-002", 所管課="収納課")]
    loaded = installation.load_sheets(契約=contracts)
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT), name="宮野 さくら")
    add_person(installation, "manager", (Role.MANAGER, DEPARTMENT), name="𠮷田 一")
    add_person(installation, "elsewhere", (Role.OFFICER, "収納課"))
    switch(installation, "はい")
    return installation


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def send(browser: Browser, *files: tuple[str, bytes], item: str = ITEM):
    """As the script of the sheet's page sends them."""
    return send_files(browser, f"/photographs/send/{WHERE}&item={item}", files)


def add(browser: Browser, *files: tuple[str, bytes], item: str = ITEM):
    """As the page of the item sends them, without a script."""
    return send_files(browser, f"/photographs/add/{WHERE}&item={item}", files)


def item_page(browser: Browser, item: str = ITEM) -> str:
    told = browser.get(f"/photographs/item/{WHERE}&item={item}")
    assert told.status_code == 200, told.text
    return told.text


def names(city: Installation) -> list[tuple[str, str]]:
    return [tuple(r) for r in city.rows("SELECT item, name FROM sheet_photographs ORDER BY id")]


def conclude(browser: Browser, **more: str) -> None:
    """With something found, so that what is 未確認 may stay so."""
    flaw = {"item": "standard-3", "verdict": "not_met", "comment": "鍵がない。", "due": ""}
    assert browser.send(f"/check-sheets/answer/{WHERE}", **flaw).status_code == 200
    told = browser.send(
        f"/check-sheets/conclusion/{WHERE}",
        form_key="once",
        carried_out_on=today().isoformat(),
        method="on_site",
        officers="宮野",
        with_unconfirmed="y",
        **more,
    )
    assert told.status_code == 303, told.text


def test_several_photographs_stand_beside_their_item_with_size_and_link(officer, city):
    told = send(officer, ("施錠.jpg", picture()), ("棚.png", picture("PNG")))
    assert told.status_code == 200
    assert [one["name"] for one in told.json["photographs"]] == ["施錠.jpg", "棚.png"]
    assert add(officer, ("入口.jpg", noisy_picture("JPEG"))).status_code == 303
    assert names(city) == [(ITEM, "施錠.jpg"), (ITEM, "棚.png"), (ITEM, "入口.jpg")]
    page = officer.get(SHEET).text
    assert re.search(r"施錠\.jpg</a>（\d+(\.\d)?(バイト|KB)）", page)
    handed_out = officer.get(unescape(HREF.findall(page)[0]))
    assert handed_out.data == picture()
    assert handed_out.headers["Content-Disposition"].startswith("attachment;")
    assert handed_out.headers["Content-Security-Policy"].startswith("sandbox;")


def test_a_photograph_leaves_no_row_of_the_record_before_the_conclusion(officer, city):
    before = texts(city)
    send(officer, ("施錠.jpg", picture()))
    assert texts(city) == before
    assert city.count("sheet_answers") == 0


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("証明書.pdf", PDF, "写真ではありません"),
        ("施錠.jpg", PDF, "中身はPDFの書類です"),
        ("施錠.jpg", noisy_picture("JPEG")[:900], "最後まで読めません"),
        ("IMG_1.HEIC", b"\0\0\0\x18ftypheic" + bytes(40), "HEICの写真は受け取れません"),
        ("施錠.jpg", b"", "ファイルが空です"),
        ("施錠.jpg", picture() + b"\0" * (10 * 1024 * 1024), "10MBまで"),
    ],
    ids=shortly,
)
def test_what_is_no_picture_or_too_big_gets_a_sentence(officer, city, name, content, sentence):
    told = send(officer, (name, content))
    assert told.status_code == 422
    assert f"{name}：" in told.json["sentence"]
    assert sentence in told.json["sentence"]
    by_page = add(officer, (name, content))
    assert (by_page.status_code, sentence in by_page.text) == (422, True)
    assert (names(city), kept(city)) == ([], 0)


def test_the_same_photograph_twice_stays_one(officer, city):
    send(officer, ("施錠.jpg", picture()))
    told = send(officer, ("施錠 (1).jpg", picture()))
    assert told.status_code == 200
    assert len(told.json["photographs"]) == 1
    send(officer, ("施錠.jpg", picture()), item=OTHER_ITEM)
    assert (len(names(city)), kept(city)) == (2, 1)


def test_an_item_takes_ten_photographs(officer, city):
    ten = [(f"{n}.png", picture("PNG", colour=n)) for n in range(10)]
    assert add(officer, *ten).status_code == 303
    told = add(officer, ("11.png", picture("PNG", colour=99)))
    assert (told.status_code, "10枚まで" in told.text) == (422, True)
    assert add(officer, ("a.png", picture("PNG", colour=99)), item=OTHER_ITEM).status_code == 303


def test_a_photograph_is_taken_off_until_the_conclusion_and_its_bytes_are_gone(officer, city):
    send(officer, ("施錠.jpg", picture()), ("棚.png", picture("PNG")))
    [first, _] = REMOVE.findall(item_page(officer))
    assert officer.send(unescape(first)).status_code == 303
    assert officer.send(unescape(first)).status_code == 303  # the second of two clicks
    assert names(city) == [(ITEM, "棚.png")]
    assert kept(city) == 1


def test_after_the_conclusion_the_photographs_hang_on_the_inspection(officer, city):
    send(officer, ("施錠.jpg", picture()), ("棚.png", picture("PNG")))
    send(officer, ("入口.jpg", noisy_picture("JPEG")), item=OTHER_ITEM)
    [remove, _] = REMOVE.findall(item_page(officer))
    conclude(officer)
    told = [text for text in texts(city) if text.startswith("調査票の写真3枚を添付")]
    assert len(told) == 1
    assert re.search(r"\d+号 立入調査　A1 2枚、A2 1枚$", told[0])
    assert names(city) == []
    assert [row[0] for row in city.rows("SELECT item FROM attachments ORDER BY id")] == [
        ITEM,
        ITEM,
        OTHER_ITEM,
    ]
    [entry] = [row for row in city.entries(NUMBER) if row.text == told[0]]
    assert len(re.findall(r"[0-9a-f]{64}", str(entry.evidence))) == 3
    assert verified(city)[0] == 0
    page = officer.get(SHEET).text
    assert "施錠.jpg" in page
    assert "写真を付ける" not in page
    assert send(officer, ("後.jpg", picture(colour=9))).status_code == 422
    assert (
        "足すことも外すこともできません"
        in officer.get(officer.send(unescape(remove)).location).text
    )
    assert officer.get("/evidence/file/1").data == picture()
    city.change("UPDATE evidence_contents SET content = :x", x=b"another")
    assert "添付したファイルが変わっています：施錠.jpg" in verified(city)[1]


def test_the_printed_sheet_counts_the_photographs_of_an_item_but_not_what_was_taken_back(
    officer, city
):
    def printed() -> str:
        return "".join(page_texts(officer.get(f"/papers/check-sheet/{WHERE}").data))

    send(officer, ("施錠.jpg", picture()), ("棚.png", picture("PNG")))
    officer.send(f"/check-sheets/answer/{WHERE}", item=ITEM, verdict="met", comment="", due="")
    assert printed().count("写真2枚") == 1
    conclude(officer)
    assert printed().count("写真2枚") == 1
    Browser(city).come_in("manager").send("/evidence/withdraw/1", reason="人の顔", form_key="k")
    assert printed().count("写真1枚") == 1


def test_a_visit_without_photographs_leaves_no_row_about_them(officer, city):
    conclude(officer)
    assert [text for text in texts(city) if "写真" in text] == []


def test_the_conclusion_says_where_its_papers_are(officer, city):
    conclude(officer, papers="立入調査綴り R8")
    [visited] = [one for one in city.entries(NUMBER) if one.kind == EntryKind.INSPECTED.value]
    assert visited.place == "立入調査綴り R8"
    assert verified(city)[0] == 0


def test_a_photograph_on_file_is_taken_back_by_the_manager(officer, city):
    send(officer, ("施錠.jpg", picture()))
    conclude(officer)
    manager = Browser(city).come_in("manager")
    told = manager.send("/evidence/withdraw/1", reason="人の顔が写っている", form_key="k")
    assert told.status_code == 303
    assert kept(city) == 0
    assert re.search(r"<s>施錠\.jpg</s>（R\d+\.\d+\.\d+ 取下げ）", officer.get(SHEET).text)
    assert verified(city)[0] == 0


def test_where_the_city_takes_no_files_there_are_no_photographs(officer, city):
    switch(city, "いいえ")
    assert "写真を付ける" not in officer.get(SHEET).text
    told = send(officer, ("施錠.jpg", picture()))
    assert told.status_code == 404
    assert "ファイルの添付を使っていません" in told.json["sentence"]
    assert "ファイルの添付を使っていません" in said(item_page(officer))
    assert names(city) == []


def test_photographs_of_another_department_are_as_if_they_were_not_there(officer, city):
    send(officer, ("施錠.jpg", picture()))
    href = unescape(HREF.findall(officer.get(SHEET).text)[0])
    elsewhere = Browser(city).come_in("elsewhere")
    assert elsewhere.get(href).status_code == 404
    assert elsewhere.get(f"/photographs/item/{WHERE}&item={ITEM}").status_code == 404
    assert send(elsewhere, ("b.jpg", picture())).status_code == 404
    assert elsewhere.send(f"/photographs/remove/1/{WHERE}&item={ITEM}").status_code == 404
    assert names(city) == [(ITEM, "施錠.jpg")]
    add_person(city, "auditor", Role.AUDITOR)
    assert Browser(city).come_in("auditor").get(href).status_code == 403


@pytest.mark.parametrize("item", ["", "standard-9999", "あ" * 300])
def test_an_item_that_is_not_on_the_sheet_takes_no_photograph(officer, city, item):
    assert officer.get(f"/photographs/item/{WHERE}&item={item}").status_code == 404
    told = send(officer, ("施錠.jpg", picture()), item=item)
    assert (told.status_code, "この調査票にない項目" in told.json["sentence"]) == (422, True)
    assert names(city) == []


def test_who_added_took_and_removed_a_photograph_is_in_the_operation_log(officer, city):
    send(officer, ("施錠.jpg", picture()))
    page = item_page(officer)
    officer.get(unescape(HREF.findall(page)[0]))
    officer.send(unescape(REMOVE.findall(page)[0]))
    acts = [line[1] for line in log_lines(city) if line[1].endswith("_photograph")]
    assert acts == ["add_photograph", "take_photograph", "remove_photograph"]


def record_result(browser: Browser, **more: str) -> None:
    """「結果を記録」, beside the sheet."""
    path = f"/entries/visit/{NUMBER}?year={YEAR.start}"
    typed = boxes(browser.get(path).text) | {"judgement": "適", **more}
    told = send_form(browser, path, typed)
    assert told.status_code == 303, told.text


def test_a_result_recorded_without_the_sheet_takes_its_photographs_along(officer, city):
    send(officer, ("施錠.jpg", picture()), ("棚.png", picture("PNG")))
    [remove, _] = REMOVE.findall(item_page(officer))
    record_result(officer, judgement="")
    assert len(names(city)) == 2  # no judgement yet: still drafts
    [(key,)] = city.rows("SELECT id FROM inspections WHERE is_current")
    path = f"/entries/conclusion/{NUMBER}?id={key}"
    typed = boxes(officer.get(path).text) | {"judgement": "適"}
    assert send_form(officer, path, typed).status_code == 303
    assert names(city) == []
    [told] = [text for text in texts(city) if "写真" in text]
    assert told.startswith("調査票の写真2枚を添付")
    assert send(officer, ("後.jpg", picture(colour=9))).status_code == 422
    answer = officer.get(officer.send(unescape(remove)).location).text
    assert "足すことも外すこともできません" in answer
    assert city.count("attachments") == 2
    page = officer.get(SHEET).text
    assert "施錠.jpg" in page
    assert "写真を付ける" not in page
    assert verified(city)[0] == 0


def test_a_result_in_a_workbook_takes_the_photographs_along(officer, city):
    send(officer, ("施錠.jpg", picture()))
    visit = {"契約番号": NUMBER, "年度": YEAR.start, "回": 1, "実施日": today()}
    loaded = city.load_sheets(契約=[], 立入調査=[visit | {"方法": "実地", "総合判定": "適"}])
    assert loaded.written, loaded.errors
    assert names(city) == []
    told = city.entries(NUMBER)[-1]
    assert told.text.startswith("調査票の写真1枚を添付")
    assert told.written_by.startswith("登録ブックから")
    assert verified(city)[0] == 0
