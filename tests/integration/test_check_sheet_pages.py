"""調査票: answered item by item on the page, and what its conclusion puts on file."""

from __future__ import annotations

import re
from html import unescape

import pytest

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from audits.wareki import short_wareki
from checklists.loader import shipped_sheets
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation

DEPARTMENT = "教育支援課"
NUMBER = "R8-001"
YEAR = FiscalYear.of(today())
WHERE = f"{NUMBER}?branch=0&year={YEAR.start}&round=1"
KEY = re.compile(r'data-item="([^"]+)"')


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A contract that runs, with one promise to the council, and somebody who looks after it."""
    loaded = installation.load_sheets(
        契約=[
            contract_cells(
                NUMBER,
                所管課=DEPARTMENT,
                開始日=YEAR.days.first.isoformat(),
                終了日=YEAR.days.last.isoformat(),
                特記事項="national-act-2023",
            ),
            contract_cells("R8-002", 所管課="収納課"),
        ],
        保護対策=[
            {
                "契約番号": NUMBER,
                "番号": "S1",
                "実施者": "受託者",
                "区分": "運用上",
                "対策": "端末を持ち出すときは、二人で台帳に記入する。",
                "由来": "付議",
                "頻度": "なし",
            }
        ],
    )
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT), name="宮野 さくら")
    return installation


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def groups(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"group=([A-F])", page)))


def keys(officer: Browser, group: str) -> list[str]:
    return KEY.findall(officer.get(f"/check-sheets/{WHERE}&group={group}").text)


def answer(officer: Browser, item: str, verdict: str, comment: str = "", due: str = ""):
    fields = {"item": item, "verdict": verdict, "comment": comment, "due": due}
    return officer.send(f"/check-sheets/answer/{WHERE}", **fields)


def answer_all(officer: Browser, **others: tuple[str, str]) -> int:
    """Every item 適 but for the others; how many there are."""
    count = 0
    for group in groups(officer.get(f"/check-sheets/{WHERE}").text):
        fields: dict[str, str] = {}
        for item in keys(officer, group):
            verdict, comment = others.get(item, ("met", ""))
            fields |= {f"verdict {item}": verdict, f"comment {item}": comment, f"due {item}": ""}
            count += 1
        path = f"/check-sheets/{WHERE}&group={group}"
        assert officer.send(path, **fields).status_code == 303
    return count


def training_confirmed_on(city: Installation) -> str | None:
    query = "SELECT closed_on FROM due_items WHERE kind = 'training' AND contract = :number"
    [(day,)] = city.rows(query, number=NUMBER)
    return None if day is None else str(day)


def conclude(officer: Browser, **fields: str):
    given = {
        "form_key": "one-click",
        "carried_out_on": today().isoformat(),
        "method": "on_site",
        "officers": "宮野",
    }
    return officer.send(f"/check-sheets/conclusion/{WHERE}", **{**given, **fields})


def test_looking_at_a_sheet_puts_nothing_on_file(officer, city):
    page = officer.get(f"/check-sheets/{WHERE}")
    assert page.status_code == 200
    assert "標準 1" in page.text
    assert city.count("inspection_sheets") == 0


def test_what_was_reported_to_the_council_is_asked_and_cannot_be_overlooked(officer):
    pages = [officer.get(f"/check-sheets/{WHERE}&group={group}").text for group in "ABCDEF"]
    [page] = [page for page in pages if "二人で台帳に記入する" in page]
    assert re.search(r'class="tag tag--strong"[^>]*>審議会への報告 S1', page)


def test_an_answer_is_saved_at_once_and_counted(officer, city):
    [item, *_] = keys(officer, "A")
    told = answer(officer, item, "met")
    assert told.status_code == 200
    assert told.json["counts"]["met"] == 1
    assert city.rows("SELECT item, verdict FROM sheet_answers") == [(item, "met")]
    assert answer(officer, item, "not_met", "記録がない").json["counts"]["not_met"] == 1
    assert city.count("sheet_answers") == 1
    assert city.entries(NUMBER)[1:] == []  # a draft leaves no entry


def test_an_unanswered_item_is_never_counted_as_met(officer, city):
    [item, other, *_] = keys(officer, "A")
    counts = answer(officer, item, "met").json["counts"]
    assert counts["met"] == 1
    assert counts["unconfirmed"] > 50
    refused = conclude(officer, with_unconfirmed="y")
    assert "総合判定を「適」にできません" in refused.text
    assert city.rows("SELECT judgement FROM inspections") == []
    answer(officer, other, "not_met", "錠がない")
    assert "適に数えません" in conclude(officer).text
    assert conclude(officer, with_unconfirmed="y").status_code == 303
    assert city.rows("SELECT judgement FROM inspections") == [("findings",)]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"verdict": "splendid"}, "どれかを選んでください"),
        ({"comment": "あ" * 3000}, "2,000文字以内"),
        ({"due": "2026-02-30"}, "暦にない日"),
        ({"item": "standard-9999"}, "この調査票にない項目"),
        ({"item": ""}, "この調査票にない項目"),
    ],
)
def test_an_answer_that_cannot_be_is_said_and_not_kept(officer, city, fields, sentence):
    [item, *_] = keys(officer, "A")
    given = {"item": item, "verdict": "met", "comment": "", "due": "", **fields}
    told = officer.send(f"/check-sheets/answer/{WHERE}", **given)
    assert told.status_code == 422
    assert sentence in told.json["sentence"]
    assert city.count("sheet_answers") == 0


def test_without_a_script_a_group_is_saved_as_a_whole(officer, city):
    items = keys(officer, "B")
    fields = {f"verdict {item}": "met" for item in items}
    done = officer.send(f"/check-sheets/{WHERE}&group=B", **fields)
    assert done.status_code == 303
    assert "group=C" in done.location
    assert city.count("sheet_answers") == len(items)


def test_a_conclusion_makes_a_finding_of_everything_that_is_not_met(officer, city):
    [first, second, third, *_] = keys(officer, "A")
    count = answer_all(
        officer,
        **{
            first: ("not_met", "責任者の届出がない。"),
            second: ("not_applicable", "この業務では行わない。"),
            third: ("not_met", "手順書が古い。"),
        },
    )
    assert conclude(officer).status_code == 303
    [visit] = city.rows("SELECT judgement, officers FROM inspections WHERE is_current")
    assert visit == ("findings", "宮野")
    found = [row[0] for row in city.rows("SELECT text FROM findings WHERE is_current ORDER BY id")]
    assert [text[-10:] for text in found] == ["責任者の届出がない。", "A3　手順書が古い。"]
    kinds = [entry.kind for entry in city.entries(NUMBER)]
    assert kinds[-3:] == ["立入調査", "指摘", "指摘"]
    told = city.entries(NUMBER)[-3].text
    assert f"適 {count - 3}・否 2・該当なし 1・未確認 0" in told
    assert city.run("verify").exit_code == 0
    page = officer.get(f"/contracts/{NUMBER}?view=inspections").text
    assert short_wareki(today()) in page


def test_a_second_click_concludes_once_and_no_answer_changes_any_more(officer, city):
    answer_all(officer)
    for _ in range(2):
        assert conclude(officer).status_code == 303
    assert city.count("inspections") == 1
    [item, *_] = keys(officer, "A")
    told = answer(officer, item, "not_met", "あとから")
    assert told.status_code == 422
    assert "変えられません" in told.json["sentence"]


def test_no_and_not_applicable_need_a_word_on_why(officer, city):
    [item, *_] = keys(officer, "A")
    answer_all(officer, **{item: ("not_met", "")})
    refused = conclude(officer)
    assert "コメントが要ります：A1" in refused.text
    assert city.count("inspections") == 0


def test_a_visit_that_was_not_made_on_site_needs_its_reason(officer):
    answer_all(officer)
    assert "その理由を書いてください" in conclude(officer, method="remote").text


def test_everything_that_a_conclusion_lacks_is_said_at_once(officer, city):
    [item, *_] = keys(officer, "A")
    answer_all(officer, **{item: ("not_met", "")})
    refused = conclude(officer, method="document")
    assert "2か所を直してください" in refused.text
    assert "コメントが要ります：A1" in refused.text
    assert "実地でない理由：実地でないときは、その理由を書いてください。" in refused.text
    assert city.count("inspections") == 0


def test_an_answer_tells_how_far_its_group_of_the_sheet_is(officer):
    [item, other, *_] = keys(officer, "B")
    answer(officer, item, "met")
    told = answer(officer, other, "met").json
    assert (told["group"], told["answered"]) == ("B", 2)
    page = officer.get(f"/check-sheets/{WHERE}&group=A").text
    assert re.search(r'data-group="B" data-of="(\d+)">2/\1<', page)


def test_training_that_the_whole_sheet_confirms_is_confirmed_for_the_year(officer, city):
    assert training_confirmed_on(city) is None
    answer_all(officer)
    assert conclude(officer).status_code == 303
    assert training_confirmed_on(city) == today().isoformat()
    assert city.run("rebuild").exit_code == 0
    assert training_confirmed_on(city) == today().isoformat()


def test_training_is_not_confirmed_where_one_answer_on_it_is_missing(officer, city):
    sheet = shipped_sheets()["standard-2026"]
    item = f"standard-{sheet.training_items[0].number}"
    answer_all(officer, **{item: ("not_met", "名簿がない。")})
    assert conclude(officer).status_code == 303
    assert training_confirmed_on(city) is None


def test_another_departments_contract_has_no_sheet_for_an_officer(officer, city):
    for path in ("/check-sheets/R8-002", "/check-sheets/conclusion/R8-002"):
        assert officer.get(path).status_code == 404
    assert officer.send("/check-sheets/answer/R8-002", item="a").status_code == 404
    assert city.count("inspection_sheets") == 0


@pytest.mark.parametrize(
    "query", ["year=1800", "round=0", "round=99999", "branch=7", "year=あ&round=x&group=Z"]
)
def test_addresses_of_no_visit_are_answered_calmly(officer, query):
    assert officer.get(f"/check-sheets/{NUMBER}?{query}").status_code in (200, 404)


def test_comments_are_shown_as_they_were_written(officer):
    [item, *_] = keys(officer, "A")
    words = 'ここに<b>太字</b>と"引用"\n二行目'
    answer(officer, item, "not_met", words)
    page = officer.get(f"/check-sheets/{WHERE}&group=A").text
    assert words in unescape(page)
    assert "<b>太字" not in page


def test_a_page_that_was_opened_before_takes_back_nothing_that_a_colleague_answered(officer, city):
    [first, second, *_] = keys(officer, "A")
    page = officer.get(f"/check-sheets/{WHERE}&group=A").text
    shown = dict(re.findall(r'name="(shown [^"]+)" value="([^"]+)"', page))
    add_person(city, "colleague", (Role.OFFICER, DEPARTMENT), name="水城 あおい")
    answer(Browser(city).come_in("colleague"), first, "not_met", "名簿がない。")
    mine = {f"verdict {item}": "unconfirmed" for item in keys(officer, "A")}
    mine |= shown | {f"verdict {second}": "met"}
    assert officer.send(f"/check-sheets/{WHERE}&group=A", **mine).status_code == 303
    rows = city.rows("SELECT item, verdict FROM sheet_answers ORDER BY answered_at, item")
    assert rows == [(first, "not_met"), (second, "met")]


def test_a_finding_that_was_registered_before_stays_as_it_was(officer, city):
    written = {"fiscal_year": str(YEAR.start), "round": "1", "number": "1", "text": "鍵がない。"}
    visited = {"fiscal_year": str(YEAR.start), "round": "1", "planned_on": today().isoformat()}
    visited |= {"day_reason": "相手方の都合"}  # today may be a closed day
    assert officer.send(f"/entries/plan/{NUMBER}", **visited).status_code == 303
    assert officer.send(f"/entries/finding/{NUMBER}", **written).status_code == 303
    [first, *_] = keys(officer, "A")
    answer_all(officer, **{first: ("not_met", "名簿がない。")})
    assert conclude(officer).status_code == 303
    query = "SELECT number, text FROM findings WHERE is_current ORDER BY number"
    found = city.rows(query)
    assert found[0] == ("1", "鍵がない。")
    assert [(number, text[-6:]) for number, text in found[1:]] == [("2", "名簿がない。")]
    [(planned, done)] = city.rows(
        "SELECT planned_on, carried_out_on FROM inspections i WHERE i.is_current"
    )
    assert str(planned) == str(done) == today().isoformat()
    assert city.run("verify").exit_code == 0


def test_a_concluded_sheet_can_be_paged_through(officer, city):
    answer_all(officer)
    assert conclude(officer).status_code == 303
    page = officer.get(f"/check-sheets/{WHERE}&group=A").text
    shown = dict(re.findall(r'name="(shown [^"]+)" value="([^"]+)"', page))
    assert officer.send(f"/check-sheets/{WHERE}&group=A", **shown).status_code == 303


def test_an_answer_that_a_colleague_gave_meanwhile_is_shown_before_it_is_replaced(officer, city):
    [first, *_] = keys(officer, "A")
    page = officer.get(f"/check-sheets/{WHERE}&group=A").text
    shown = dict(re.findall(r'name="shown ([^"]+)" value="([^"]+)"', page))[first]
    add_person(city, "colleague", (Role.OFFICER, DEPARTMENT), name="水城 あおい")
    answer(Browser(city).come_in("colleague"), first, "not_met", "名簿がない。")
    mine = {"item": first, "verdict": "met", "comment": "", "due": "", "shown": shown}
    path = f"/check-sheets/answer/{WHERE}"
    refused = officer.send(path, **mine)
    assert refused.status_code == 409
    assert "水城 あおい（colleague）が「否」（コメント：名簿がない。）" in refused.json["sentence"]
    query = "SELECT verdict, answered_by FROM sheet_answers"
    assert city.rows(query) == [("not_met", "水城 あおい（colleague）")]
    again = officer.send(path, **{**mine, "shown": refused.json["shown"]})
    assert again.status_code == 200
    assert city.rows(query) == [("met", "宮野 さくら（officer）")]


def test_a_group_saved_as_a_whole_says_what_a_colleague_answered_meanwhile(officer, city):
    [first, second, *_] = keys(officer, "A")
    path = f"/check-sheets/{WHERE}&group=A"
    shown = dict(re.findall(r'name="(shown [^"]+)" value="([^"]+)"', officer.get(path).text))
    add_person(city, "colleague", (Role.OFFICER, DEPARTMENT), name="水城 あおい")
    answer(Browser(city).come_in("colleague"), first, "not_met", "名簿がない。")
    mine = {f"verdict {first}": "met", f"verdict {second}": "met"}
    told = officer.send(path, **(shown | mine))
    assert told.status_code == 200
    assert "水城 あおい（colleague）が「否」" in told.text
    assert city.count("sheet_answers") == 1
    shown = dict(re.findall(r'name="(shown [^"]+)" value="([^"]+)"', told.text))
    assert officer.send(path, **(shown | mine)).status_code == 303
    rows = city.rows("SELECT item, verdict FROM sheet_answers")
    assert sorted(rows) == sorted([(first, "met"), (second, "met")])


def test_ones_own_earlier_answer_is_replaced_without_a_question(officer, city):
    [first, *_] = keys(officer, "A")
    page = officer.get(f"/check-sheets/{WHERE}&group=A").text
    shown = dict(re.findall(r'name="shown ([^"]+)" value="([^"]+)"', page))[first]
    path = f"/check-sheets/answer/{WHERE}"
    for verdict in ("met", "unconfirmed", "met"):
        fields = {"item": first, "verdict": verdict, "comment": "", "due": "", "shown": shown}
        assert officer.send(path, **fields).status_code == 200
    assert city.rows("SELECT item, verdict FROM sheet_answers") == [(first, "met")]
