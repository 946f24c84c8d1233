"""Case 8: a symposium. Begun before the council met; seven mailings, erased after each closing."""

from __future__ import annotations

from datetime import date

from audits.wareki import short_wareki
from tests.integration.cases.book_work import left_of_the_rows
from tests.integration.cases.city import City
from tests.integration.cases.clerk import Clerk
from tests.integration.cases.closing_work import (
    close,
    confirm,
    confirm_part,
    everything_is_sound,
    kinds_on_record,
    look_over,
    missing,
    settle,
)
from tests.integration.cases.council_work import (
    Laid,
    advise,
    answer_advice,
    hold_session,
    lay,
    open_matter,
)
from tests.integration.cases.golden_days import due_in_the_golden_answers, due_on_the_page
from tests.integration.cases.office_work import (
    NO_SUBCONTRACTING,
    Facts,
    dispose,
    hand_over,
    look_at,
    note,
    promise,
    receive_certificate,
    register_contract,
    report_handlers,
)
from tests.integration.cases.visit_work import (
    answer_sheet,
    approve_report,
    conclude,
    move_visit,
    open_sheet,
    plan_year,
)
from tests.unit.papers_read_back import page_texts

OURS = "地域包括ケア推進課"
SYMPOSIUM = "R1-地包-023"
SESSION = Laid(
    "F-R1-23",
    date(2019, 9, 9),
    "令和元年度第4回",
    "報告",
    "シンポジウム及び関連講座の運営業務の委託",
    "23",
    "第14条第1項",
    [SYMPOSIUM],
    result="了承",
)
ON_PAPER = {
    "契約番号": SYMPOSIUM,
    "件名": "シンポジウム及び関連講座の運営",
    "所管課": OURS,
    "実施機関": "区長",
    "登録業務の名称": "地域支え合い",
    "受託者名": "株式会社まちの縁側",
    "契約日": date(2019, 8, 30),
    "開始日": date(2019, 9, 2),
    "終了日": date(2020, 3, 31),
    "特記事項の版": NO_SUBCONTRACTING,
    "対象者": "申込者",
    "情報項目": [
        *("氏名", "住所", "電話番号", "参加区分", "参加希望日"),
        *("メールアドレス", "ファクス番号", "参加結果"),
    ],
    "記録媒体": ["紙", "レンタルサーバ", "委託先のパソコン"],
    "本人数": 600,
}
ADVICE = "送信前に複数名で送信先と内容を確かめ、業務の前に双方で手順を確認すること"
REPORTED = "一斉送信を事故なく終えたことをその都度報告する"
BY_TWO = "送信の前に二人で宛先を確かめ、BCCに設定する"
RENTED = "レンタルサーバの対策を受託者を通じて確かめる"
MAILINGS = (
    *(date(2019, 10, 11), date(2019, 10, 25), date(2019, 11, 15), date(2019, 12, 6)),
    *(date(2020, 1, 17), date(2020, 2, 7), date(2020, 2, 28)),
)
SERVER = {
    "情報項目": ["氏名", "住所", "メールアドレス"],
    "記録媒体": ["レンタルサーバ"],
    "件数": 120,
}
IN_WRITING = {"確認方法": "書面", "確認職員": "推進係"}
# No method of the city's table: the clerk has to say why it may stand.
FROM_THE_SERVER = {
    "方法": "サーバから削除",
    "表にないときの理由": "借りたサーバなので、受託者には削除のほかに方法がない",
}
VISIT = date(2020, 3, 27)
APRIL = date(2020, 4, 1)
RECORD = [
    ("R1.8.30", "契約締結"),
    ("R1.9.2", "取扱者届出"),
    ("R1.9.9", "付議"),
    ("R1.10.1", "データ収集・作成"),
    ("R1.10.1", "データ収集・作成"),
    ("R1.10.11", "その他"),
    ("R1.10.25", "その他"),
    ("R1.10.28", "データ収集・作成"),
    ("R1.10.28", "消去"),
    ("R1.10.31", "消去証明書"),
    ("R1.11.1", "データ収集・作成"),
    ("R1.11.7", "消去確認"),
    ("R1.11.18", "その他"),
    ("R1.12.6", "その他"),
    ("R1.12.9", "消去"),
    ("R1.12.12", "消去証明書"),
    ("R2.1.17", "その他"),
    ("R2.2.1", "データ収集・作成"),
    ("R2.2.10", "消去"),
    ("R2.2.12", "消去証明書"),
    ("R2.3.27", "立入調査"),
    ("R2.4.2", "その他"),  # the report of the visit, approved
    ("R2.4.2", "その他"),
    ("R2.4.2", "その他"),
    ("R2.4.2", "消去確認"),
    ("R2.4.2", "消去確認"),
    ("R2.4.2", "違反の処理"),
    ("R2.4.3", "引渡し"),
    ("R2.4.6", "消去"),
    ("R2.4.8", "消去証明書"),
    ("R2.4.10", "消去確認"),
    ("R2.4.13", "完了"),
]


def test_the_symposium_is_told_late_mailed_seven_times_and_erased_piece_by_piece(
    city: City,
) -> None:
    city.begin(date(2019, 8, 1), [OURS])
    it_begins_a_week_before_the_council_meets(city)
    the_council_is_told_and_the_advisor_asks_for_a_report_of_every_mailing(city)
    the_visit_is_planned_for_the_last_week(city)
    the_first_closing(city)
    what_is_owed_in_november(city)
    the_second_closing_and_a_certificate_without_data(city)
    the_visit_is_made_and_not_yet_concluded(city)
    what_is_owed_on_the_first_of_april(city)
    what_was_forgotten_is_made_good(city)
    the_computer_is_erased_at_the_end(city)
    the_contract_is_closed(city)
    what_the_papers_say(city)


def it_begins_a_week_before_the_council_meets(city: City) -> None:
    officer = city.officers[OURS]
    city.on(date(2019, 8, 30))
    register_contract(officer, ON_PAPER)
    city.on(date(2019, 9, 2))
    facts = {"受領日": date(2019, 9, 2), "区分": "責任者", "所属・役職": "代表", "人数": 1}
    report_handlers(officer, SYMPOSIUM, facts)
    look_at(officer, SYMPOSIUM, "概要").sees("段階履行中", "再委託先 なし")


def the_council_is_told_and_the_advisor_asks_for_a_report_of_every_mailing(city: City) -> None:
    officer = city.officers[OURS]
    city.on(SESSION.held_on)
    hold_session(city.secretariat, SESSION.held_on, SESSION.session)
    lay(city.secretariat, SESSION)
    late = "契約は、この付議より前の R1.9.2 に始まっています。"
    look_at(officer, SYMPOSIUM, "付議と対策").sees(SESSION.number, "報告", "了承", late)
    advise(open_matter(city.advisor, SESSION.number), SESSION.held_on, ADVICE)
    days = {"確かめる時期": "指定日", "期日": [day.isoformat() for day in MAILINGS]}
    by_them = {"実施者": "受託者", "区分": "運用上"}
    facts: Facts = {"番号": "S1", "対策の内容": REPORTED, **by_them, "由来": "助言", **days}
    promise(officer, SYMPOSIUM, facts)
    promise(officer, SYMPOSIUM, {"番号": "S2", "対策の内容": BY_TWO, **by_them, "由来": "助言"})
    # A rented server is no subcontract; what is promised for it binds the contractor.
    promise(officer, SYMPOSIUM, {"番号": "S3", "対策の内容": RENTED, **by_them, "由来": "付議"})
    look_at(officer, SYMPOSIUM, "付議と対策")
    answer_advice(officer, ADVICE, "仕様書と手順書に書き、全7回を都度報告させる", ["S1", "S2"])
    look_at(officer, SYMPOSIUM, "再委託").sees(
        "再委託の記録はありません。", "再委託を認めていません"
    )


def the_visit_is_planned_for_the_last_week(city: City) -> None:
    plan_year(city.officers[OURS], city.managers[OURS], OURS, 1)
    reason = "最後の講座の後に、全7回の送信の記録をまとめて見るため"
    move_visit(city.officers[OURS], SYMPOSIUM, OURS, VISIT, reason)


def the_first_closing(city: City) -> None:
    """People apply on the web, by fax and by postcard: what lies on the server goes first."""
    officer = city.officers[OURS]
    city.on(date(2019, 10, 1))
    _collect(officer, "D1", "申込者情報1", date(2019, 10, 1), SERVER)
    paper = {"情報項目": ["氏名", "住所", "ファクス番号"], "記録媒体": ["紙"], "件数": 45}
    _collect(officer, "D4", "はがきとファクスの申込書", date(2019, 10, 1), paper)
    _mailing_reported(city, MAILINGS[0], MAILINGS[0])
    _mailing_reported(city, MAILINGS[1], MAILINGS[1])
    city.on(date(2019, 10, 28))
    computer = {"情報項目": ["氏名", "参加結果"], "記録媒体": ["委託先のパソコン"], "件数": 405}
    made = {"区分": "作成", **computer}
    _collect(officer, "D5", "参加者名簿", date(2019, 10, 28), made)
    city.on(date(2019, 10, 31))
    _erased(officer, "D1", date(2019, 10, 28), "MG-1", date(2019, 10, 31), 120)
    city.on(date(2019, 11, 7))
    look_over(officer, SYMPOSIUM, "MG-1", {"D1": 120})
    facts = {"確認日": date(2019, 11, 7), **IN_WRITING}
    confirm_part(officer, SYMPOSIUM, "MG-1", facts).sees("受託者に残っているデータ 2件")


def what_is_owed_in_november(city: City) -> None:
    """The third mailing was reported three days late; nothing else is."""
    _collect_on(city, "D2", "申込者情報2", date(2019, 11, 1))
    _mailing_reported(city, date(2019, 11, 18), MAILINGS[2])
    day = date(2019, 11, 20)
    city.on(day)
    assert due_on_the_page(city.officers[OURS], SYMPOSIUM, day) == sorted(
        [
            ("完了", "R1.9.2", "取扱責任者・取扱者の報告", 0),
            ("完了", "R1.10.11", "個別の約束", 0),
            ("完了", "R1.10.25", "個別の約束", 0),
            ("完了", "R1.11.14", "消去の確認", 0),  # 31 October + 14 days
            ("遅延完了", "R1.11.15", "個別の約束", 0),
            ("期限前", "R1.12.6", "個別の約束", 0),  # 16 days: warned from 14
            ("期限前", "R2.1.17", "個別の約束", 0),
            ("期限前", "R2.2.7", "個別の約束", 0),
            ("期限前", "R2.2.28", "個別の約束", 0),
            ("期限前", "R2.3.31", "立入調査", 0),
            ("期限前", "R2.4.30", "返還・消去と証明書", 0),  # 31 March + 30 days, a Thursday
        ]
    )


def the_second_closing_and_a_certificate_without_data(city: City) -> None:
    officer = city.officers[OURS]
    _mailing_reported(city, MAILINGS[3], MAILINGS[3])
    city.on(date(2019, 12, 12))
    _erased(officer, "D2", date(2019, 12, 9), "MG-2", date(2019, 12, 12), 120)
    _mailing_reported(city, MAILINGS[4], MAILINGS[4])
    # The third lot lies in a storage of which the contract knows nothing, with the day of birth.
    city.on(date(2020, 2, 1))
    cloud = {"情報項目": ["氏名", "生年月日"], "記録媒体": ["クラウドストレージ"], "件数": 120}
    _collect(officer, "D3", "申込者情報3", date(2020, 2, 1), cloud)
    city.on(date(2020, 2, 12))
    facts = {"証明書番号": "MG-9", "証明日": date(2020, 2, 10), "受領日": date(2020, 2, 12)}
    receive_certificate(officer, SYMPOSIUM, facts)


def the_visit_is_made_and_not_yet_concluded(city: City) -> None:
    city.on(VISIT)
    asked = answer_sheet(open_sheet(city.officers[OURS], SYMPOSIUM), {})
    for safeguard in (REPORTED, BY_TWO, RENTED):
        [around] = [found for question, found in asked.items() if safeguard in question]
        assert "審議会への報告" in around, around


def what_is_owed_on_the_first_of_april(city: City) -> None:
    """As the golden answers have it: a visit without its conclusion is still owed."""
    officer = city.officers[OURS]
    city.on(APRIL)
    assert due_on_the_page(officer, SYMPOSIUM, APRIL) == due_in_the_golden_answers(SYMPOSIUM, APRIL)


def what_was_forgotten_is_made_good(city: City) -> None:
    """A telephone call brings it all to light: two reports, two confirmations, one erasure."""
    officer, manager, day = city.officers[OURS], city.managers[OURS], date(2020, 4, 2)
    city.on(day)
    left = missing(manager, SYMPOSIUM)
    party = "受託者 株式会社まちの縁側："
    assert f"{party}データ D3 申込者情報3が返還・消去されていません。" in left
    assert f"{party}消去証明書MG-2が確認されていません。" in left
    assert f"{party}個別の約束 {REPORTED}（令和2年2月28日）が終わっていません。" in left
    assert f"{party}立入調査（令和元年度）が終わっていません。" in left
    open_sheet(officer, SYMPOSIUM).follow("結論を出す")
    facts: Facts = {"実施日": VISIT, "方法": "実地", "調査職員": "推進係2名"}
    conclude(officer, facts, "否 0・該当なし 0・未確認 0", "総合判定 適")
    approve_report(officer, manager, SYMPOSIUM)
    _mailing_reported(city, day, MAILINGS[5])
    _mailing_reported(city, day, MAILINGS[6])
    # MG-9 named no data because nobody had written down that the third lot was erased.
    gone = {"データ": "D3", "区分": "消去", "行った日": date(2020, 2, 10), "件数": 120}
    dispose(officer, SYMPOSIUM, {**gone, **FROM_THE_SERVER, "消去証明書": "MG-9"})
    look_at(officer, SYMPOSIUM, "管理記録").sees("後日記載")
    for certificate, item in (("MG-2", "D2"), ("MG-9", "D3")):
        look_over(officer, SYMPOSIUM, certificate, {item: 120})
        confirm_part(officer, SYMPOSIUM, certificate, {"確認日": day, **IN_WRITING})
    look_at(manager, SYMPOSIUM, "期限")
    assert not manager.offers("処理を記録（対象のデータがない消去証明書）")
    settle(
        manager, SYMPOSIUM, "契約に挙げていない情報項目", "申込みの年齢制限を確かめるために要った"
    )


def the_computer_is_erased_at_the_end(city: City) -> None:
    """The postcards and faxes go to the city, the list on the contractor's computer is erased."""
    officer = city.officers[OURS]
    city.on(date(2020, 4, 3))
    paper = {"データ": "D4", "区分": "引渡し", "行った日": date(2020, 4, 3), "件数": 45}
    dispose(officer, SYMPOSIUM, {**paper, "方法": "推進係が受領"})
    city.on(date(2020, 4, 8))
    facts = {"証明書番号": "MG-10", "証明日": date(2020, 4, 6), "受領日": date(2020, 4, 8)}
    receive_certificate(officer, SYMPOSIUM, {**facts, "消去責任者の役職": "代表"})
    gone = {"データ": "D5", "区分": "消去", "行った日": date(2020, 4, 6), "件数": 405}
    dispose(officer, SYMPOSIUM, {**gone, "方法": "暗号化消去", "消去証明書": "MG-10"})
    city.on(date(2020, 4, 10))
    look_over(officer, SYMPOSIUM, "MG-10", {"D5": 405})
    confirm(officer, SYMPOSIUM, "MG-10", date(2020, 4, 10), "現地", "推進係")


def the_contract_is_closed(city: City) -> None:
    """A year later the list still says what was late; nothing of it is open."""
    city.on(date(2020, 4, 13))
    close(city.managers[OURS], SYMPOSIUM, "すべての消去を確認したため")
    day = date(2021, 4, 15)
    city.on(day)
    late = [short_wareki(mailing) for mailing in (MAILINGS[2], MAILINGS[5], MAILINGS[6])]
    late += ["R1.12.26", "R2.2.26"]  # the confirmations of MG-2 and MG-9
    golden = due_in_the_golden_answers(SYMPOSIUM, day)
    closed = [("遅延完了" if due in late else "完了", due, what, of) for _, due, what, of in golden]
    closed.append(("完了", "R2.4.22", "消去の確認", 0))  # 8 April + 14 days
    assert due_on_the_page(city.officers[OURS], SYMPOSIUM, day) == sorted(closed)


def what_the_papers_say(city: City) -> None:
    officer = city.officers[OURS]
    assert kinds_on_record(officer, SYMPOSIUM) == RECORD
    # Seven reports and four erasures: the one record of the eleven that needs a second page.
    first, second = page_texts(officer.download("管理記録を印刷"))
    assert "データ引渡し5返還1消去4引継ぎ0残0消去証明書受領4確認4" in second
    # What only has to be looked at never stops a closing: the storage is still marked.
    assert "違反0件うち未処理0（ほか要確認1）記録32件後日記載1訂正0" in second
    assert "要実施うち実地令和元年度111" in second
    assert "R1.9.9付議令和元年度第4回資料23シンポジウム及び関連講座の運営業務の委託了承" in first
    look_at(officer, SYMPOSIUM, "データと消去")
    for certificate, item in (("MG-1", "D1"), ("MG-2", "D2"), ("MG-9", "D3"), ("MG-10", "D5")):
        [paper] = page_texts(officer.download(f"消去確認書（PDF） {certificate}"))
        assert f"証明書番号{certificate}証明日" in paper
        assert ("市の表にない方法（サーバから削除）" in paper) == (item != "D5")
    council = open_matter(city.secretariat, SESSION.number)
    [sheet] = page_texts(council.download("付議資料（PDF）"))
    assert f"1{REPORTED}（助言による）2{BY_TWO}（助言による）3{RENTED}" in sheet
    assert "情報項目の記録媒体紙、レンタルサーバ、委託先のパソコン" in sheet
    assert left_of_the_rows(city, SYMPOSIUM) == []
    everything_is_sound(city)


def _collect_on(city: City, number: str, name: str, day: date) -> None:
    city.on(day)
    _collect(city.officers[OURS], number, name, day, SERVER)


def _collect(officer: Clerk, number: str, name: str, day: date, facts: Facts) -> None:
    head = {"データ番号": number, "データ名": name, "区分": "収集", "職員": "推進係"}
    when = {"引き渡した日（収集・作成の日）": day}
    hand_over(officer, SYMPOSIUM, {**head, **when, **facts})


def _mailing_reported(city: City, day: date, mailing: date) -> None:
    """The contractor says that all went well; a report much later says of which mailing."""
    city.on(day)
    facts = {
        "日付": day,
        "内容": "送信結果の報告",
        "相手方": "運営担当",
        "確認者": "推進係",
        "確かめた対策": f"S1 {REPORTED}",
        "対象の期間": mailing.isoformat() if day > MAILINGS[-1] else "",
    }
    note(city.officers[OURS], SYMPOSIUM, "その他", facts)


def _erased(
    officer: Clerk, item: str, day: date, certificate: str, received: date, count: int
) -> None:
    """The certificate arrives, and with it the clerk knows what was erased and when."""
    facts = {"証明書番号": certificate, "証明日": day, "受領日": received}
    receive_certificate(officer, SYMPOSIUM, {**facts, "消去責任者の役職": "代表"})
    gone = {"データ": item, "区分": "消去", "行った日": day, "件数": count}
    dispose(officer, SYMPOSIUM, {**gone, **FROM_THE_SERVER, "消去証明書": certificate})
