"""操作の記録: what everybody did is read there, in words, by those who look after that."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest

from app.acts import operation_log
from app.acts.loading.sheets import SHEETS
from app.clock import now, today
from app.demo.demonstration import make_demonstration
from app.records.database import transaction
from app.records.decisions import ClosingKind, ExcuseKind
from app.web.operation_words import DONE_WORDS, OPERATION, UNNAMED, operation_words
from audits.consent import ConsentDecision
from audits.consent_wording import CONSENT_DECISION
from audits.roles import Act, Role
from audits.wareki import short_wareki
from audits.wording import ACT
from checklists.library import modules
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import BY, Installation
from tests.integration.statements import statements

PATH = "/operation-log"
APP = Path(__file__).parents[2] / "app"
NAME = re.compile(r"[a-z]+(_[a-z]+)*")
REFUSED = ConsentDecision.REFUSED
CANARY = "かわせみ収納業務"


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A contract, and one person for each role that reads the log or does not."""
    loaded = installation.load_sheets(契約=[contract_cells("R8-001", 件名=CANARY)])
    assert loaded.written, loaded.errors
    for role in (Role.AUDITOR, Role.ADMIN, Role.SECRETARIAT):
        add_person(installation, role.value, role)
    return installation


@pytest.fixture
def auditor(city: Installation) -> Browser:
    return Browser(city).come_in("auditor")


def write(city: Installation, *acts: tuple[str, str], at: datetime | None = None, **said: str):
    """Lines of the log, the last one the newest."""
    with city.app.app_context(), transaction() as session:
        for act, subject in acts:
            line = {"by": "雨宮 しずく（admin）", "address": "198.51.100.9", **said}
            operation_log.note(session, act=act, subject=subject, at=at or now(), **line)


def rows(page: str) -> list[list[str]]:
    """The cells of each line in plain words."""
    lines = re.findall(r"<tr>(.*?)</tr>", page, re.S)[1:]
    cells = (re.findall(r"<td[^>]*>(.*?)</td>", line, re.S) for line in lines)
    return [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in line] for line in cells]


def test_a_line_says_when_who_what_on_what_with_what_result_and_from_where(auditor, city):
    write(city, ("confirm_erasure", "R8-001 0 1"), at=datetime(2025, 6, 10, 1, 42, tzinfo=UTC))
    [line] = rows(auditor.get(f"{PATH}?from=R7.6.10&to=R7.6.10").text)
    who = "雨宮 しずく（admin）"
    assert line == [
        "R7.6.10 10:42",
        who,
        "消去を確認する",
        "R8-001 0 1",
        "実行",
        "198.51.100.9",
    ]


def test_the_newest_line_stands_first(auditor, city):
    write(city, ("sign_in", "first"), ("sign_out", "second"))
    assert [line[3] for line in rows(auditor.get(PATH).text)[:2]] == ["second", "first"]


def test_the_menu_leads_there_for_the_auditor_and_the_administrator_alone(city):
    for login, there in (("auditor", True), ("admin", True), ("secretariat", False)):
        browser = Browser(city).come_in(login)
        assert ('href="/operation-log"' in browser.get("/").text) is there
        assert (browser.get(PATH).status_code == 200) is there


def test_reading_the_log_writes_nothing_into_it(auditor, city):
    before = city.count("operation_log")
    assert auditor.get(PATH).status_code == 200
    assert city.count("operation_log") == before


def test_the_administrator_reads_numbers_and_no_word_of_a_contract(city):
    Browser(city).come_in("admin").get("/contracts/R8-001")
    page = Browser(city).come_in("admin").get(PATH).text
    assert "GET /contracts/R8-001" in page
    assert CANARY not in page


def test_a_refusal_is_told_from_what_was_done_and_found_by_its_result(auditor, city):
    write(city, ("see_contracts", "GET /contracts/R8-001"), result="refused")
    write(city, ("sign_out", "admin"))
    [line] = rows(auditor.get(f"{PATH}?result=refused").text)
    assert (line[2], line[4]) == (ACT[Act.SEE_CONTRACTS], "拒否・失敗")
    assert "GET /contracts" not in auditor.get(f"{PATH}?result=done").text


def test_lines_are_found_by_person_by_act_and_by_a_word_of_the_subject(auditor, city):
    write(city, ("sign_in", "mizuki"), by="水城 あおい（mizuki）")
    write(city, ("confirm_erasure", "R8-001 0 1"), ("confirm_erasure", "R8-0012 0 1"))
    found = {
        "person=水城": ["mizuki"],
        "act=sign_in&subject=mizuki": ["mizuki"],
        "act=confirm_erasure": ["R8-0012 0 1", "R8-001 0 1"],
        "subject=R8-0012": ["R8-0012 0 1"],
        "subject=%25": [],
    }
    for query, subjects in found.items():
        assert [line[3] for line in rows(auditor.get(f"{PATH}?{query}").text)] == subjects, query


def test_only_the_days_asked_for_are_shown_midnight_being_that_of_japan(auditor, city):
    midnight = datetime(2025, 6, 9, 15, tzinfo=UTC)
    write(city, ("sign_in", "before"), at=midnight - timedelta(seconds=1))
    write(city, ("sign_in", "after"), at=midnight)
    for day, subject in (("R7.6.9", "before"), ("2025-06-10", "after")):
        page = auditor.get(f"{PATH}?from={day}&to={day}").text
        assert [line[3] for line in rows(page)] == [subject]


def test_without_days_the_last_thirty_are_shown_and_one_can_go_back_a_year(auditor, city):
    write(city, ("sign_in", "long-ago"), at=now() - timedelta(days=40))
    page = auditor.get(f"{PATH}?subject=long-ago").text
    assert "合う操作はありません" in page
    back = re.search(r'href="(\?[^"]*from=[^"]+)"', page)
    assert back is not None
    assert "long-ago" in auditor.get(PATH + unescape(back[1])).text


def test_a_setting_is_named_as_on_its_page_and_found_by_that_name(auditor, city):
    write(city, ("change_setting", "risk_my_number"), ("change_setting", "mail_hour"))
    page = auditor.get(f"{PATH}?act=change_setting&subject=リスクの点").text
    assert [line[3] for line in rows(page)] == ["リスクの点：個人番号"]


def test_what_was_decided_stands_there_in_words(auditor, city):
    write(city, ("decide_consent", "R8-001 申請1 refused 第45号"), ("change_visit", "visit 12"))
    lines = rows(auditor.get(f"{PATH}?act=decide_consent").text)
    assert [line[3] for line in lines] == [f"R8-001 申請1 {CONSENT_DECISION[REFUSED]} 第45号"]
    assert rows(auditor.get(f"{PATH}?act=change_visit").text)[0][3] == "訪問 12"
    write(city, ("switch_module_off", "R8-001 cloud"))
    [line] = rows(auditor.get(f"{PATH}?act=switch_module_off").text)
    assert line[3] == f"R8-001 {modules()['cloud'].name}"


def test_a_log_of_many_pages_is_shown_a_hundred_lines_at_a_time(auditor, city):
    write(city, *((("sign_in"), f"person-{number:03}") for number in range(150)))
    first, second = (rows(auditor.get(f"{PATH}?subject=person-&page={p}").text) for p in (1, 2))
    assert (len(first), len(second)) == (100, 50)
    assert (first[0][3], second[-1][3]) == ("person-149", "person-000")
    assert rows(auditor.get(f"{PATH}?subject=person-&page={10**9}").text) == second


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("act=nothing", "「nothing」という操作はない"),
        ("result=maybe", "「maybe」という選択肢はない"),
        ("from=R8.2.30", "日付として読めません"),
        ("to=あした", "日付として読めません"),
        ("from-year=R8&from-month=2&from-day=30", "暦にない日"),
        ("from=2026-11-20&to=2026-11-01", "入れ替えました"),
        ("subject=" + "R" * 1_000_000, "200文字まで"),
        ("person=" + "𠮷" * 300, "200文字まで"),
    ],
)
def test_what_cannot_be_asked_for_is_answered_with_a_sentence(auditor, query, sentence):
    answer = auditor.get(f"{PATH}?{query}")
    assert answer.status_code == 200
    assert sentence in answer.text


@pytest.mark.parametrize(
    "query",
    ["page=-1", "page=x", "from=0001-01-01", "to=9999-12-31", "to=0001-01-01", "from=9999-12-31",
     "from=0001-01-01&to=0001-01-01&page=999999999999", "no=1&no=2", "subject=%5C%27%22%3B--"],
)  # fmt: skip
def test_odd_questions_are_answered_too(auditor, query):
    assert auditor.get(f"{PATH}?{query}").status_code == 200


def test_the_page_asks_the_database_a_few_things_however_many_lines_there_are(auditor, city):
    counts = []
    for _ in range(2):
        write(city, *(("sign_in", f"person-{number}") for number in range(60)))
        with statements(city) as sent:
            assert auditor.get(PATH).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 12


def acts_in_the_source() -> set[str]:
    """The names of acts as the program writes them where it notes something in the log."""
    found: set[str] = set()
    for path in APP.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "operation_log" in text or "arranging.note" in text or "step.note" in text:
            for node in ast.walk(ast.parse(text)):
                found |= set(_named(node))
    return {name for name in found if NAME.fullmatch(name)}


def _named(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("note"):
        said = [*node.args, *(word.value for word in node.keywords if word.arg == "act")]
        return [text for one in said for text in _texts(one)]
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("act", "ACT", "ACTS"):
        return _texts(node.value)
    return []


def _texts(node: ast.AST) -> list[str]:
    """The plain texts in an expression, none out of the middle of a composed one."""
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.IfExp(body=one, orelse=other):
            return _texts(one) + _texts(other)
        case ast.Dict(values=values):
            return [text for value in values for text in _texts(value)]
    return []


def test_every_act_that_the_program_writes_has_a_word_of_its_own():
    composed = {f"file_{sheet.table.__tablename__}" for sheet in SHEETS}
    composed |= {kind.value for kinds in (ExcuseKind, ClosingKind) for kind in kinds} | {"settled"}
    whole = {name for name in acts_in_the_source() if name != "register"}
    assert len(whole) > 60
    assert (whole | composed) - set(DONE_WORDS) == set()


def test_whatever_a_role_may_do_has_a_word_when_it_is_refused():
    assert {act.value for act in Act} - set(OPERATION) == set()
    assert UNNAMED not in OPERATION.values()


@pytest.mark.slow
def test_every_act_of_the_fictitious_city_is_told_in_words(installation):
    with installation.app.app_context():
        make_demonstration(by=BY, at=now())
    acts = {act for (act,) in installation.rows("SELECT DISTINCT act FROM operation_log")}
    assert [act for act in acts if operation_words(act) == UNNAMED] == []
    add_person(installation, "reader", Role.AUDITOR)
    page = Browser(installation).come_in("reader").get(PATH).text
    assert short_wareki(today()) in page
    assert not [line for line in rows(page) if NAME.fullmatch(line[2])]
