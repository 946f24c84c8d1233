"""Case 3: mails to parents. No subcontracting, renewed each year, an official at the erasure."""

from __future__ import annotations

from datetime import date

from tests.integration.cases.book_work import left_of_the_rows
from tests.integration.cases.city import City
from tests.integration.cases.closing_work import (
    close,
    confirm,
    confirm_backup_gone,
    everything_is_sound,
    kinds_on_record,
    look_over,
    missing,
    record_as_missed,
    record_on_one_page,
    two_confirm,
)
from tests.integration.cases.council_work import (
    Laid,
    advise,
    answer_advice,
    hear,
    hold_session,
    lay,
    open_matter,
)
from tests.integration.cases.golden_days import due_in_the_golden_answers, due_on_the_page
from tests.integration.cases.office_work import (
    NO_SUBCONTRACTING,
    amend,
    dispose,
    enter,
    fill_in,
    hand_over,
    look_at,
    note,
    owed,
    promise,
    receive_certificate,
    register_contract,
    renew,
    report_handlers,
)
from tests.integration.cases.visit_work import (
    FAILED,
    NOT_APPLICABLE,
    Answer,
    answer_finding,
    answer_sheet,
    approve_report,
    check_finding,
    conclude,
    move_visit,
    open_sheet,
    plan_year,
)
from tests.unit.papers_read_back import marked_words, page_texts

OURS = "教育調整課"
BEFORE, FIRST, SECOND = "H27-教調-008", "R1-教調-027", "R2-教調-003"
S2015, S2019 = "平成27年度第8回", "令和元年度第4回"
TOLD = date(2019, 9, 9)
ITEMS = ["保護者氏名", "園児・児童・生徒氏名", "学校名", "学年・組", "メールアドレス", "配信内容"]
# The rows know only the matter of 2015, not the contract that it was about; the sheet of 2019 can
# show what changed since only where that contract is on file.
OF_KINDERGARTENS = {
    "契約番号": BEFORE,
    "件名": "一斉メール配信業務",
    "実施機関": "教育委員会",
    "登録業務の名称": "一斉メール配信",
    "受託者名": "ことり配信株式会社",
    "委託の内容": "サイトの管理、登録者情報の管理、配信、サーバの管理",
    "委託理由": "専門知識及びノウハウを要するため",
    "根拠": "条例第14条第1項",
    "契約日": date(2015, 12, 25),
    "開始日": date(2016, 1, 4),
    "終了日": date(2016, 3, 31),
    "特記事項の版": NO_SUBCONTRACTING,
    "対象者": "園児の保護者",
    "情報項目": ITEMS,
    "記録媒体": ["委託先のサーバ"],
    "本人数": 3000,
}
FOR_ALL_SCHOOLS = {
    "契約番号": FIRST,
    "受託者名": "",  # to be chosen by comparing estimates
    "契約日": date(2019, 12, 27),
    "開始日": date(2020, 1, 6),
    "終了日": date(2020, 3, 31),
    "対象者": "園児・児童・生徒の保護者",
    "本人数": 43000,
}
PASSWORDS = "各園・学校のパスワードを学期ごとに変更する"
WITNESSED = "委託終了後に職員の立会いのもと消去する"
VIRUSES = "ウイルス対策ソフトを常に最新のものとすることを契約書に記載する"
ACCOUNTS = "管理者・取扱者ごとに個別のIDを発行する"
DEVICES = "配信は、事前に届け出た端末からに限る"
SAFEGUARDS = (
    ("S1", "実施機関", "運用上", PASSWORDS, "付議", "学期"),
    ("S2", "受託者", "運用上", WITNESSED, "付議", "なし"),
    ("S3", "受託者", "システム上", VIRUSES, "助言", "なし"),
    ("S4", "実施機関", "運用上", ACCOUNTS, "委員意見", "なし"),
    ("S5", "受託者", "システム上", DEVICES, "付議", "なし"),
)
REGISTERED = {
    "データ番号": "D1",
    "データ名": "登録者情報",
    "情報項目": ["保護者氏名", "メールアドレス"],
    "記録媒体": ["委託先のサーバ"],
    "件数": 43000,
    "区分": "収集",
    "引渡方法": "保護者が登録",
    "職員": "調整係",
}


def test_the_mailing_is_told_renewed_inspected_erased_before_an_official_and_closed(
    city: City,
) -> None:
    city.begin(date(2015, 11, 24), [OURS], {"officer-1": "青葉 りく", "manager-1": "緑野 あお"})
    the_kindergartens_of_2015(city)
    the_council_hears_that_all_schools_join(city)
    the_contractor_is_chosen_and_begins(city)
    the_next_year_is_renewed_with_all_its_promises(city)
    what_is_owed_on_the_first_of_april(city)
    the_year_is_planned_and_inspected(city)
    findings_are_put_right_or_not(city)
    an_official_sees_the_data_erased(city)
    what_is_owed_on_the_fifteenth_of_april(city)
    two_people_confirm_and_both_contracts_are_closed(city)
    what_the_papers_say(city)


def the_kindergartens_of_2015(city: City) -> None:
    register_contract(city.officers[OURS], OF_KINDERGARTENS)
    held_on, title = date(2015, 11, 26), "一斉メール配信業務の委託"
    city.on(held_on)
    hold_session(city.secretariat, held_on, S2015)
    first = Laid(
        "F-H27-08", held_on, S2015, "報告", title, "", "第14条第1項", [BEFORE], result="了承"
    )
    lay(city.secretariat, first)
    city.on(date(2019, 4, 1))  # the city keeps its eye on what falls due from here on
    two_confirm(city.admin)
    city.admin.fill("監督開始日", date(2019, 4, 1))
    enter(city.admin, "保存する", "設定を変えました：監督開始日")


def the_council_hears_that_all_schools_join(city: City) -> None:
    city.on(date(2019, 8, 20))
    officer, secretariat, advisor = city.officers[OURS], city.secretariat, city.advisor
    renew(officer, BEFORE, FOR_ALL_SCHOOLS).sees("受託者 未定", "再委託禁止", "43,000人")
    city.on(TOLD)
    hold_session(secretariat, TOLD, S2019)
    title = "一斉メール配信における業務の委託について(対象者の拡大等)"
    widened = "対象を小・中学校及び特別支援学校に拡大"
    basis, before = "第14条第1項", ["F-H27-08"]
    lay(
        secretariat,
        Laid(
            "F-R1-27", TOLD, S2019, "報告", title, "27", basis, [FIRST], (), before, widened, "了承"
        ),
    )
    hear(secretariat, "F-R1-27", "委員", "端末は私物であり、IDは一人ずつにすべきではないか")
    for words in ("委託先に最新のウイルス対策を求めること", "送信者のドメイン認証を実施すること"):
        advise(open_matter(advisor, "F-R1-27"), TOLD, words)
    for facts in SAFEGUARDS:
        promise(officer, FIRST, as_promised(*facts))
    look_at(officer, FIRST, "付議と対策")
    answer_advice(officer, "委託先に最新のウイルス対策", "契約書に記載する", ["S3"])
    look_at(officer, FIRST, "付議と対策")
    answer_advice(officer, "送信者のドメイン認証", "登録案内で受信の設定を案内する", [])
    # What was told of the schools, with what is new since the kindergartens in bold, underlined.
    sheet = open_matter(officer, "F-R1-27").download("付議資料（PDF）")
    marked = marked_words(sheet)
    assert "園児・児童・生徒の保護者" in marked
    assert "43,000" in marked
    assert "専門知識" not in marked
    assert "※太字（下線）は、平成27年度第8回の付議からの変更を表す。" in page_texts(sheet)[0]


def the_contractor_is_chosen_and_begins(city: City) -> None:
    officer, chosen_on = city.officers[OURS], date(2019, 12, 27)
    city.on(chosen_on)
    chosen = {"受託者名": "ことり配信株式会社", "審議会への付議": "F-R1-27"}
    amend(officer, FIRST, chosen_on, "見積競争により受託者を決めた", chosen)
    look_at(officer, FIRST, "変更の経過").sees("なし → ことり配信株式会社", "付議 F-R1-27")
    city.on(date(2020, 1, 3))
    the_handlers_are_reported(city, FIRST, date(2020, 1, 3))
    city.on(date(2020, 1, 6))
    hand_over(officer, FIRST, {**REGISTERED, "引き渡した日": date(2020, 1, 6)})


def the_handlers_are_reported(city: City, number: str, day: date) -> None:
    officer = city.officers[OURS]
    for role, post, count in (("責任者", "運用部長", 1), ("取扱者", "運用部 担当", 4)):
        said = {"受領日": day, "区分": role, "所属・役職": post, "人数": count}
        report_handlers(officer, number, said).sees(post)


def the_next_year_is_renewed_with_all_its_promises(city: City) -> None:
    officer, today = city.officers[OURS], date(2020, 3, 22)
    city.on(today)
    renew(officer, FIRST, {"契約番号": SECOND, "契約日": today})
    officer.sees("令和2年4月1日～令和3年3月31日", "ことり配信株式会社", "43,000人", "再委託禁止")
    look_at(officer, SECOND, "付議と対策").sees(*(text for _, _, _, text, _, _ in SAFEGUARDS))
    open_matter(city.secretariat, "F-R1-27").follow("改める・結果を入れる")
    city.secretariat.fill("契約番号", [FIRST, SECOND])
    enter(city.secretariat, "保存する", "付議の内容を改めました。", FIRST, SECOND)
    city.on(date(2020, 3, 29))
    the_handlers_are_reported(city, SECOND, date(2020, 3, 29))


def what_is_owed_on_the_first_of_april(city: City) -> None:
    officer, today = city.officers[OURS], date(2020, 4, 1)
    city.on(today)
    hand_over(officer, SECOND, {**REGISTERED, "引き渡した日": today})
    # Nothing has left the contractor: the data go on under the next contract, as instructed.
    instructed = {"引継先の契約番号": SECOND, "指示の文書番号": "教調第5号"}
    days = {"区分": "引継ぎ", "行った日": today, "引継ぎを指示した日": today}
    way = {"データ": "D1", "方法": "次年度契約へ引継ぎ(教調第5号)", "件数": 43000}
    dispose(officer, FIRST, {**days, **way, **instructed}).sees("引継先 R2-教調-003")
    passwords_are_changed(city, "1学期のパスワード変更", today)
    # Nobody changed the passwords on 8 January (84 days ago) or went there by 31 March.
    assert owed(officer, FIRST, today) >= {
        ("84日超過", "R2.1.8", "個別の約束 S1 令和2年1月8日"),
        ("1日超過", "R2.3.31", "立入調査 令和元年度"),
    }
    as_the_golden_answers_have_it(city, today)


def as_the_golden_answers_have_it(city: City, today: date) -> None:
    for number in (FIRST, SECOND):
        expected = due_in_the_golden_answers(number, today)
        assert due_on_the_page(city.officers[OURS], number, today) == expected


def passwords_are_changed(city: City, words: str, day: date) -> None:
    said = {"内容": words, "相手方": "", "確認者": "調整係"}
    facts = {**said, "日付": day, "確かめた対策": "S1"}
    note(city.officers[OURS], SECOND, "その他", facts).sees(f"{words} ［S1］")


def the_year_is_planned_and_inspected(city: City) -> None:
    officer, manager = city.officers[OURS], city.managers[OURS]
    city.on(date(2020, 4, 8))
    plan_year(officer, manager, OURS, 1)
    city.on(date(2020, 9, 8))
    passwords_are_changed(city, "2学期のパスワード変更", date(2020, 9, 8))  # a week too late
    move_visit(officer, SECOND, OURS, date(2020, 11, 10), "運動会の時期を避ける")
    city.on(date(2020, 11, 12))
    subcontracting_would_be_a_violation(city)
    open_sheet(officer, SECOND)
    kept = Answer(FAILED, "入退室記録の保存期間が定められていない", "R2.12.20")
    others = {
        "記録を後から書き換えられない": kept,
        "前回の立入調査で指摘した": Answer(NOT_APPLICABLE, "はじめての調査である"),
        "教育を受けた人の記録": Answer(FAILED, "教育の受講記録に漏れがある"),
    }
    asked = answer_sheet(officer, others)
    # Whatever the council was told of this contract is asked, with where it comes from.
    for number, by, _, text, origin, _ in SAFEGUARDS:
        [around] = [said for question, said in asked.items() if text in question]
        assert f"審議会への報告 {number}（{origin}・{by}）" in around
    visited = {"実施日": date(2020, 11, 12), "方法": "実地", "調査職員": "調整係2名"}
    conclude(officer, visited, "総合判定 指摘あり").sees("2020-1-1", "2020-1-2")
    approve_report(officer, manager, SECOND)


def subcontracting_would_be_a_violation(city: City) -> None:
    """Where somebody enters one, the page says before it is kept what the clauses say of it."""
    officer = look_at(city.officers[OURS], SECOND, "再委託").follow("再委託を登録")
    term = {"開始日": date(2020, 11, 2), "終了日": date(2021, 3, 31)}
    fill_in(officer, {"再委託先名": "はとメール便株式会社", **term})
    officer.press("登録する").sees("まだ保存していません", "違反のおそれ 禁止されている再委託")
    officer.follow("やめる").sees("再委託先 なし")


def findings_are_put_right_or_not(city: City) -> None:
    officer = city.officers[OURS]
    city.on(date(2020, 12, 18))
    answer_finding(officer, SECOND, "2020-1-1", date(2020, 12, 18), "3年と定めた")
    city.on(date(2021, 1, 12))
    check_finding(officer, SECOND, "2020-1-1", date(2021, 1, 12), "規程の改正を見た")


def an_official_sees_the_data_erased(city: City) -> None:
    officer, today = city.officers[OURS], date(2021, 4, 9)
    city.on(today)
    certificate = {
        "証明書番号": "KT-2021-04",
        "証明日": date(2021, 4, 6),
        "受領日": today,
        "消去責任者の役職": "運用部長",
        "職員が立ち会った": True,
        "最後の控えが消える日": date(2021, 5, 6),
    }
    receive_certificate(officer, SECOND, certificate).sees("立会いあり")
    erased = {"区分": "消去", "行った日": date(2021, 4, 5), "方法": "論理消去と暗号鍵の破棄"}
    last = {"データ": "D1", **erased, "件数": 43000, "消去証明書": "KT-2021-04"}
    dispose(officer, SECOND, last).sees("残っているデータはありません。")


def what_is_owed_on_the_fifteenth_of_april(city: City) -> None:
    officer, today = city.officers[OURS], date(2021, 4, 15)
    city.on(today)
    # Without a day of its own a finding is due 30 days on: 12 December is a Saturday, so the 14th.
    assert owed(officer, SECOND, today) >= {
        ("122日超過", "R2.12.14", "是正措置 2020-1-2"),
        ("97日超過", "R3.1.8", "個別の約束 S1 令和3年1月8日"),
        ("期限間近", "R3.4.23", "消去の確認 KT-2021-04"),
    }
    as_the_golden_answers_have_it(city, today)


def two_people_confirm_and_both_contracts_are_closed(city: City) -> None:
    officer, manager = city.officers[OURS], city.managers[OURS]
    city.on(date(2021, 4, 20))
    look_over(officer, SECOND, "KT-2021-04", {"D1": 43000})
    officer.sees("消去の確認は照合した人と別の人が行います。")
    assert not officer.offers("消去を確認したことを記録する")
    confirm(manager, SECOND, "KT-2021-04", date(2021, 4, 20), "立会い", "調整係長")
    city.on(date(2021, 5, 7))
    party = "受託者 ことり配信株式会社："
    assert missing(manager, SECOND) == [
        f"{party}消去証明書KT-2021-04の控えの消滅が確認されていません。",
        f"{party}指摘2020-1-2の是正が確認されていません。",
        f"{party}是正措置 指摘 2020-1-2が終わっていません。",
        f"{party}個別の約束 {PASSWORDS}（令和3年1月8日）が終わっていません。",
        f"{party}控えの消滅の確認 証明書 KT-2021-04が終わっていません。",
    ]
    assert not manager.offers("完了とする")
    confirm_backup_gone(officer, SECOND, "KT-2021-04", {"控えの消滅確認日": date(2021, 5, 7)})
    check_finding(officer, SECOND, "2020-1-2", date(2021, 5, 7), "写しを見た")
    passwords_are_changed(city, "閉鎖によるパスワードの失効", date(2021, 5, 7))
    close(manager, SECOND, "消去まで見届けた")
    record_as_missed(manager, FIRST, f"個別の約束 {PASSWORDS}", "変更を失念した")
    record_as_missed(manager, FIRST, "立入調査", "3か月の契約で年度内に行けなかった")
    close(manager, FIRST, "データは次の契約に引き継いだ")


def what_the_papers_say(city: City) -> None:
    officer = city.officers[OURS]
    assert kinds_on_record(officer, FIRST) == [
        ("R1.9.9", "付議"),
        ("R1.9.9", "その他"),  # what the member said
        ("R1.12.27", "契約締結"),
        ("R2.1.3", "取扱者届出"),
        ("R2.1.3", "取扱者届出"),
        ("R2.1.6", "データ収集・作成"),
        ("R2.4.1", "引継ぎ"),
        ("R3.5.7", "未実施の記録"),
        ("R3.5.7", "未実施の記録"),
        ("R3.5.7", "完了"),
    ]
    assert "後日記載0" in record_on_one_page(officer, FIRST)
    assert kinds_on_record(officer, SECOND) == [
        ("R1.9.9", "付議"),  # told before there was this contract: entered with it
        ("R2.3.22", "契約締結"),
        ("R2.3.29", "取扱者届出"),
        ("R2.3.29", "取扱者届出"),
        ("R2.4.1", "データ収集・作成"),
        ("R2.4.1", "その他"),
        ("R2.9.8", "その他"),
        ("R2.11.12", "立入調査"),
        ("R2.11.12", "指摘"),
        ("R2.11.12", "指摘"),
        ("R2.11.12", "その他"),  # the manager approved the report
        ("R2.12.18", "是正報告"),
        ("R3.1.12", "是正確認"),
        ("R3.4.5", "消去"),
        ("R3.4.9", "消去証明書"),
        ("R3.4.20", "消去確認"),
        ("R3.5.7", "控えの消滅確認"),
        ("R3.5.7", "是正確認"),
        ("R3.5.7", "その他"),
        ("R3.5.7", "完了"),
    ]
    page = record_on_one_page(officer, SECOND)
    assert "後日記載1" in page
    look_at(officer, SECOND, "データと消去")
    [paper] = page_texts(officer.download("消去確認書（PDF）"))
    assert "立会い" in paper
    assert "KT-2021-04" in paper
    # Of the rows only the findings differ: the sheet puts its item and its clause before them.
    left = left_of_the_rows(city, FIRST, SECOND)
    assert {one.partition("」")[0] for one in left} == {"指摘 「内容", "指摘 「根拠"}, left
    everything_is_sound(city)


def as_promised(
    number: str, by: str, category: str, text: str, origin: str, rhythm: str
) -> dict[str, str]:
    """A safeguard as its form asks for it."""
    about = {"番号": number, "対策の内容": text, "実施者": by, "区分": category}
    return {**about, "由来": origin, "確かめる時期": rhythm}
