"""事故: from the first notice to the end, over HTTP, each step an entry of the record."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.clock import today
from tests.integration.browser import Browser
from tests.integration.entry_forms import boxes
from tests.integration.incident_pages import (
    HERE,
    KNOWN,
    PAGE,
    a_city,
    decide,
    done,
    on,
    refused,
    register,
    step,
)
from tests.integration.installation import Installation
from tests.integration.visit_reports import NUMBER, OTHER, YEAR

CONTENT = {
    "happening": "leaked",
    "course": "9時に発送し、11時に電話があった。",
    "items": "児童の氏名、学年",
    "media": "紙",
    "person_count": "１２０人",
}
CAUSE = {
    "cause": "宛名の確認もれ",
    "measures": "その日に回収",
    "harm": "なし",
    "cause_by": "contractor",
}


@pytest.fixture
def city(installation: Installation) -> Installation:
    return a_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


@pytest.fixture
def manager(city: Installation) -> Browser:
    return Browser(city).come_in("manager")


def owed(city: Installation) -> dict[str, object]:
    """Kind of the incident's due items → the day they were closed on."""
    query = "SELECT kind, closed_on FROM due_items WHERE basis = '1' AND contract = :number"
    return dict(tuple(row) for row in city.rows(query, number=NUMBER))


def sound(city: Installation) -> None:
    answer = city.run("verify")
    assert answer.exit_code == 0, answer.output


def to_the_end(officer: Browser) -> None:
    """Everything that has to be done before the manager closes the incident."""
    done(register(officer, **on("happened_on", KNOWN)))
    done(step(officer, "content", **CONTENT))
    done(decide(officer, person_count="120"))
    done(step(officer, "preliminary", **on("on", today()), reference="P-1"))
    done(step(officer, "report", **on("on", today()), place="綴り3"))
    done(step(officer, "cause", **CAUSE, prevention_done="二人で確かめる"))
    told_them = {"persons_told": "told", "persons_words": "文書で通知"}
    done(step(officer, "persons", **told_them, **on("persons_told_on", today())))
    out = {"publication": "published", "publication_way": "press"}
    done(step(officer, "publication", **out, **on("published_on", today())))
    done(step(officer, "final", **on("on", today()), reference="F-1"))


@pytest.mark.parametrize(
    "change", ["cause = '別の原因'", "items = '[]'", "harm = 'あり'", "is_current = (1 = 0)"]
)
def test_an_account_that_was_changed_behind_the_product_is_found(city, officer, change):
    to_the_end(officer)
    sound(city)
    where = "WHERE is_current"
    city.change(f"UPDATE incident_accounts SET {change} {where}")  # noqa: S608
    assert city.run("verify").exit_code == 1


def test_an_incident_goes_its_whole_way_and_the_record_stays_sound(officer, manager, city):
    to_the_end(officer)
    page = officer.get(PAGE).text
    assert "空き" not in page  # every one of the nine items is filled
    assert owed(city).keys() == {"incident_report", "ppc_preliminary", "ppc_final"}
    assert all(closed_on is not None for closed_on in owed(city).values())
    done(step(manager, "close", closing_words="改善を確かめた"))
    page = officer.get(PAGE).text
    assert "結了" in page
    assert "宮野 さくら" in page
    entries = [
        entry for entry in city.entries(NUMBER) if entry.written_by.startswith(("髙橋", "宮野"))
    ]
    assert [entry.kind for entry in entries] == [
        *("事故通知", "その他", "訂正", "その他", "委員会報告", "事故報告"),
        *("その他", "その他", "その他", "委員会報告", "その他"),
    ]
    assert entries[3].text == "事故 1　報告の要否　報告の対象（本人の数が100人を超える）"
    assert entries[4].text == "1 速報（受付番号 P-1）"
    assert entries[-1].text == "事故 1　結了　改善を確かめた"
    sound(city)


def test_the_clocks_of_the_commission_run_from_the_decision_on(officer, city):
    done(register(officer))
    assert owed(city).keys() == {"incident_report"}
    assert "報告の要否がまだ決まっていません" in officer.get(PAGE).text
    done(decide(officer, sensitive="yes"))
    assert owed(city).keys() == {"incident_report", "ppc_preliminary", "ppc_final"}
    assert "要配慮個人情報が含まれる" in officer.get(PAGE).text


def test_an_improper_purpose_gives_sixty_days_for_the_final_report(officer, city):
    done(register(officer))
    done(decide(officer, improper="yes"))
    query = "SELECT due_on FROM due_items WHERE basis = '1' AND kind = 'ppc_final'"
    [(due_on,)] = city.rows(query)
    assert str(due_on) >= (KNOWN + timedelta(days=59)).isoformat()


def test_an_incident_that_no_rule_names_is_not_reported(officer, city):
    done(register(officer))
    done(decide(officer))
    assert owed(city).keys() == {"incident_report"}
    page = officer.get(PAGE).text
    assert "報告の対象でない" in page
    assert "いらない" in page
    said = officer.get(f"/incidents/step/preliminary/{HERE}")
    assert said.status_code == 200
    answer = step(officer, "preliminary", **on("on", today()))
    assert "先に報告の要否を決めてください" in refused(answer)


def test_what_is_unknown_leaves_it_open_until_somebody_says_report_it(officer, city):
    done(register(officer))
    said = refused(decide(officer, my_number="unknown"))
    assert "規則だけでは決まりません" in said
    done(decide(officer, my_number="unknown", wanted="report"))
    assert "ppc_preliminary" in owed(city)


def test_going_against_the_rules_takes_a_manager_and_a_reason(officer, manager, city):
    done(register(officer))
    against = {"person_count": "500", "wanted": "leave"}
    said = refused(decide(officer, **against, decision_reason="すべて回収した"))
    assert "所属長が行います" in said
    assert "理由を入れてください" in refused(decide(manager, **against))
    done(decide(manager, **against, decision_reason="暗号化され、鍵は漏れていない"))
    assert "規則と異なる決定。理由：暗号化され、鍵は漏れていない" in officer.get(PAGE).text
    assert owed(city).keys() == {"incident_report"}
    sound(city)


def test_when_more_persons_turn_up_the_decision_is_called_into_question(officer):
    done(register(officer))
    done(decide(officer))
    assert "決め直してください" not in officer.get(PAGE).text
    done(step(officer, "content", **CONTENT))
    page = officer.get(PAGE).text
    assert "いまの規則では「報告の対象」です" in page
    done(decide(officer, person_count="120"))
    assert "決め直してください" not in officer.get(PAGE).text


def test_a_day_that_was_wrong_is_corrected_in_the_record(officer, city):
    done(register(officer))
    done(step(officer, "report", **on("on", today())))
    done(step(officer, "report", **on("on", KNOWN)))
    first, second = [e for e in city.entries(NUMBER) if "事故報告書を受領" in e.text]
    assert (first.kind, second.kind, second.corrects) == ("事故報告", "訂正", first.number)
    sound(city)


def test_an_incident_of_a_subcontractor_is_its_own(officer, city):
    done(register(officer, branch="1", number="K-1"))
    page = officer.get(f"/incidents/of/{NUMBER}?branch=1&incident=K-1").text
    assert "再委託先1　かえで印刷株式会社" in page
    assert officer.get(f"/incidents/of/{NUMBER}?incident=K-1").status_code == 404
    assert city.entries(NUMBER)[-1].branch == 1


def test_what_only_a_workbook_has_told_of_is_handled_like_any_other(installation):
    row = {"契約番号": NUMBER, "事故番号": "1", "覚知日": KNOWN.isoformat(), "概要": "紛失"}
    city = a_city(installation, 事故=[{**row, "報告対象": "有"}])
    officer = Browser(city).come_in("officer")
    assert "対応中" in officer.get(PAGE).text
    done(step(officer, "preliminary", **on("on", today())))
    done(step(officer, "cause", **CAUSE))
    assert "宛名の確認もれ" in officer.get(PAGE).text
    sound(city)
    again = city.load_sheets(契約=[], 事故=[{**row, "報告対象": "有", "速報日": today()}])
    assert again.errors == []


def test_the_links_lead_there_and_back(officer, city):
    done(register(officer))
    visit, finding = f"0/{YEAR.start}-1", f"0/{YEAR.start}-1-1"
    done(step(officer, "links", visits=[visit], findings=[finding]))
    page = officer.get(PAGE).text
    assert f"/reports/visit/{NUMBER}" in page
    back = f"/incidents/of/{NUMBER}?incident=1"
    where = f"{NUMBER}?year={YEAR.start}&round=1"
    assert back in officer.get(f"/findings/of/{where}&finding=1").text
    assert back in officer.get(f"/reports/visit/{where}").text
    text = city.entries(NUMBER)[-1].text
    assert text == f"事故 1　調査と指摘　調査 {YEAR.start}-1　指摘 {YEAR.start}-1-1"


def test_an_incident_is_closed_only_when_nothing_is_missing_and_opened_again_with_a_reason(
    officer, manager
):
    done(register(officer))
    page = manager.get(f"/incidents/close/{HERE}").text
    assert "まだ終わっていないことがあります：報告の要否、事故報告書の受領" in page
    assert officer.get(f"/incidents/close/{HERE}").status_code == 403
    done(decide(officer))
    done(step(officer, "report", **on("on", today())))
    done(step(officer, "cause", **CAUSE))
    done(step(officer, "persons", persons_told="not_needed", persons_words="回収できた"))
    done(step(officer, "publication", publication="not_published", publication_words="1人だけ"))
    done(step(manager, "close"))
    assert "先に対応を再開してください" in officer.get(f"/incidents/step/cause/{HERE}").text
    assert "入力してください" in refused(step(manager, "reopen"))
    done(step(manager, "reopen", closing_words="別の紙が見つかった"))
    assert "対応中" in officer.get(PAGE).text


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (on("known_on", today() + timedelta(days=1)), "まだ来ていない日です"),
        (on("happened_on", KNOWN + timedelta(days=1)), "覚知日が、発生日"),
        ({"person_count": "-1"}, "0以上の整数"),
        ({"person_count": "1000000000000"}, "999,999,999人まで"),
        ({"person_count": "たくさん"}, "0以上の整数"),
        ({"known_time": "25:00"}, "時刻は"),
        ({"outline": ""}, "入力してください"),
        ({"outline": "あ" * 5_000}, "4000文字以内"),
        ({"branch": "9"}, "一覧から選んでください"),
        ({"number": "番" * 300}, "100文字以内"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_stays_typed(officer, city, more, sentence):
    before = len(city.entries(NUMBER))
    said = refused(register(officer, **more))
    assert sentence in said
    assert "受託者の運用部長" in said
    assert len(city.entries(NUMBER)) == before
    assert city.rows("SELECT id FROM incident_accounts") == []


@pytest.mark.parametrize(
    ("name", "fields", "sentence"),
    [
        ("report", on("on", KNOWN - timedelta(days=1)), "覚知日（"),
        ("report", on("on", today() + timedelta(days=1)), "まだ来ていない日です"),
        ("persons", {"persons_told": "told"}, "日付を入れてください"),
        ("persons", {"persons_told": "not_needed"}, "通知しない理由"),
        (
            "publication",
            {"publication": "published", **on("published_on", today())},
            "公表の方法",
        ),
        ("publication", {"publication": "not_published"}, "公表しない理由"),
        ("notice", on("known_on", today() + timedelta(days=9)), "まだ来ていない日です"),
        ("links", {"visits": ["0/1999-1"]}, "一覧から選んでください"),
        ("cause", {}, "変わったところがありません"),
        ("content", {"happening": "stolen"}, "一覧から選んでください"),
    ],
)
def test_what_cannot_be_said_of_an_incident_is_refused(officer, city, name, fields, sentence):
    done(register(officer))
    before = len(city.entries(NUMBER))
    assert sentence in refused(step(officer, name, **fields))
    assert len(city.entries(NUMBER)) == before


def test_it_cannot_have_become_known_after_it_was_reported(officer):
    done(register(officer))
    done(step(officer, "report", **on("on", KNOWN)))
    said = refused(step(officer, "notice", **on("known_on", today())))
    assert ("すでに記録した報告などの日" in said) == (today() > KNOWN)


def test_of_two_people_at_once_the_second_is_told_and_loses_nothing(officer, manager, city):
    done(register(officer))
    path = f"/incidents/step/cause/{HERE}"
    page = manager.get(path).text
    done(step(officer, "cause", cause="確認もれ"))
    said = refused(manager.send_as_is(path, **{**boxes(page), "cause": "誤送信"}))
    assert "ほかの人がこの事故の記載を変えました" in said
    assert "誤送信" in said
    assert "確認もれ" in said  # what is on file now stands beside it
    assert "確認もれ" in officer.get(PAGE).text
    done(manager.send_as_is(path, **boxes(said)))
    assert "誤送信" in officer.get(PAGE).text


def test_a_form_sent_twice_counts_once(officer, city):
    path = f"/incidents/new/{NUMBER}"
    fields = boxes(officer.get(path).text) | {"outline": "紛失"}
    for _ in range(2):
        done(officer.send_as_is(path, **fields))
    assert len(city.rows("SELECT id FROM incidents")) == 1


def test_the_same_number_twice_is_refused(officer, city):
    done(register(officer))
    said = refused(register(officer, number="1", outline="別の事故"))
    assert "この番号の事故は、すでに登録されています" in said
    assert len(city.rows("SELECT id FROM incidents WHERE is_current")) == 1


def test_another_department_neither_sees_nor_touches_it(officer, city):
    done(register(officer))
    stranger = Browser(city).come_in("elsewhere")
    for path in (
        PAGE,
        f"/incidents/new/{NUMBER}",
        f"/incidents/step/cause/{HERE}",
        f"/incidents/close/{HERE}",
        f"/incidents/paper/{HERE}",
    ):
        assert stranger.get(path).status_code == 404, path
    assert "名簿を別の学校に送った" not in stranger.get("/incidents?which=all").text
    assert officer.get(f"/incidents/new/{OTHER}").status_code == 404


def test_the_secretariat_sees_everything_and_enters_nothing(officer, city):
    done(register(officer))
    secretariat = Browser(city).come_in("secretariat")
    page = secretariat.get(PAGE).text
    assert "名簿を別の学校に送った" in page
    assert "/incidents/step/" not in page
    assert secretariat.get(f"/incidents/step/cause/{HERE}").status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        f"/incidents/of/{NUMBER}",
        f"/incidents/of/{NUMBER}?incident=99",
        f"/incidents/of/{NUMBER}?incident=1&branch=7",
        f"/incidents/of/{NUMBER}?incident=1&branch=-1",
        f"/incidents/of/{NUMBER}?incident={'1' * 5000}",
        f"/incidents/step/close/{HERE}",
        f"/incidents/step/nothing/{HERE}",
    ],
)
def test_what_is_not_there_is_not_found(officer, path):
    done(register(officer))
    assert officer.get(path).status_code == 404


def test_home_the_contract_and_the_dashboard_lead_there(officer, city):
    done(register(officer))
    assert f"/incidents/step/decision/{NUMBER}?incident=1" in officer.get("/").text
    assert (
        f"/incidents/of/{NUMBER}?incident=1"
        in officer.get(f"/contracts/{NUMBER}?view=overview").text
    )
    assert "/incidents?which=undecided" in officer.get("/dashboard").text
    done(decide(officer, sensitive="yes"))
    home = officer.get("/").text
    assert f"/incidents/step/preliminary/{NUMBER}?incident=1" in home
    assert "報告の要否が未決定の事故" not in home
