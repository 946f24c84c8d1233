"""Case 9: the residents' register network, a connection to the outside without any contract."""

from __future__ import annotations

from datetime import date

from audits.wareki import short_wareki, wareki
from tests.integration.cases.city import City
from tests.integration.cases.clerk import Clerk
from tests.integration.cases.council_work import (
    Laid,
    Link,
    advise,
    answer_advice,
    answer_opinion,
    change_connection,
    connect,
    decide,
    hear,
    hold_session,
    lay,
    open_connection,
    open_matter,
    safeguard,
)
from tests.integration.cases.office_work import enter
from tests.unit.papers_read_back import marked_words, page_texts

OURS = "戸籍住民課"
K24 = "K-024"
BEFORE = ("本人確認情報", "送付先情報", "転出証明書情報")
FLOWS = (
    "本人確認情報の送信（都）",
    "送付先情報の送信（全国機関）",
    "転出証明書情報の送受信（他区市町村）",
    "広域交付住民票の交付に係る情報の送受信（他区市町村）",
    "公的個人認証の申請者情報の送信と電子証明書情報の受信（全国機関）",
)
LINK = Link(
    K24,
    "住民基本台帳ネットワークシステムの外部結合",
    "都、全国機関、他区市町村",
    BEFORE,
    ("法令に基づく送受信", *FLOWS),
    "専用回線",
    date(2015, 10, 5),
)
SINCE = date(2019, 11, 5)
S2014, S2018, S2019 = "平成26年度第6回", "平成30年度第7回", "令和元年度第4回"
FIRST = Laid(
    "F-H26-06", date(2014, 10, 9), S2014, "諮問", "住基ネットの外部結合", connections=(K24,)
)
SECOND = Laid(
    "F-H30-07",
    date(2019, 1, 24),
    S2018,
    "諮問",
    "住基ネットの外部結合(変更)",
    connections=(K24,),
    previous=("F-H26-06",),
)
THIRD = Laid(
    "F-R1-24",
    date(2019, 9, 9),
    S2019,
    "諮問",
    "住基ネットの外部結合(情報項目の追加)",
    document="24",
    connections=(K24,),
    previous=("F-H30-07",),
    changes="旧氏を追加(令和元年11月5日から)",
)
ADVICE = "内部の対策を定期的に見直すこと"
ANSWER = "端末起動時の更新と年数回のパッチ適用を続ける"
PROMISE = "内部の対策を定期的に見直す"
NOT_CHECKED = "実施の確認はまだありません"
CHECKS = (
    (date(2026, 11, 24), "実施されていない", "端末1台で先月の更新が適用されていなかった"),
    (date(2027, 3, 10), "実施されている", "すべての端末の更新の記録を画面で見た"),
)
PLACE = "戸籍住民課の点検の綴り"
QUESTION = "旧氏の記載を省略できないのはなぜか。"
REPLY = "法令の定めであり、区では選べません。"


def test_a_connection_without_a_contract_from_the_first_matter_to_the_review(city: City) -> None:
    city.begin(date(2014, 10, 1), [OURS])
    the_connection_is_agreed_to_before_it_begins(city)
    it_begins_a_year_later(city)
    it_is_laid_before_the_council_again_with_nothing_new(city)
    the_former_name_is_added_to_what_is_sent(city)
    the_advisor_asks_for_regular_reviews(city)
    the_council_hears_what_is_new(city)
    the_three_matters_lead_back_to_the_first(city)
    each_sheet_shows_what_was_on_file_on_its_day(city, date(2020, 3, 31))
    the_connection_of_any_day_can_be_looked_at(city)
    nothing_is_ever_due_for_it(city, date(2020, 4, 1))
    nothing_is_ever_due_for_it(city, date(2021, 4, 15))
    nothing_is_ever_due_for_it(city, date(2026, 11, 20))
    what_was_promised_is_never_forgotten(city)
    the_department_confirms_what_it_promised(city)
    what_became_of_it_is_told_to_everybody_who_asks(city)
    verified = city.installation.run("verify")
    assert verified.exit_code == 0, verified.output


def the_connection_is_agreed_to_before_it_begins(city: City) -> None:
    """The council is asked (諮問), a year before the lines are joined."""
    connect(city.officers[OURS], LINK)
    city.officers[OURS].sees("契約契約のない外部結合です", "付議の記録はありません。")
    hold_session(city.secretariat, FIRST.held_on, S2014, "第3委員会室")
    lay(city.secretariat, FIRST)
    [page] = page_texts(city.secretariat.download("付議資料（PDF）"))
    for words in ("【諮問】", S2014, "【外部結合】", *BEFORE, *FLOWS, "平成27年10月5日から"):
        assert words in page
    assert "旧氏" not in page
    city.on(date(2014, 10, 10))
    decide(city.secretariat, FIRST.number, "承認")


def it_begins_a_year_later(city: City) -> None:
    officer = city.officers[OURS]
    city.on(date(2015, 10, 4))
    officer.follow("付議").follow("外部結合").sees("当てはまる外部結合はありません。")
    officer.follow("これから").sees(K24, "H27.10.5")
    city.on(date(2015, 10, 5))
    officer.follow("付議").follow("外部結合")
    [row] = officer.rows("外部結合の一覧")
    assert row[:7] == [K24, LINK.title, LINK.counterpart, "専用回線", OURS, "なし", "H27.10.5"]


def it_is_laid_before_the_council_again_with_nothing_new(city: City) -> None:
    city.on(date(2019, 1, 15))
    hold_session(city.secretariat, SECOND.held_on, S2018)
    lay(city.secretariat, SECOND)
    sheet = city.secretariat.download("付議資料（PDF）")
    assert "前回の付議F-H26-06" in page_texts(sheet)[0]
    assert marked_words(sheet) == ""
    city.on(date(2019, 1, 25))
    decide(city.secretariat, SECOND.number, "承認")


def the_former_name_is_added_to_what_is_sent(city: City) -> None:
    """旧氏, from 5 November 2019: the one new word, in bold and underlined in the sheet."""
    city.on(date(2019, 8, 20))
    officer = open_connection(city.officers[OURS], K24)
    change_connection(officer, SINCE, "法令の改正による", {"情報項目": [*BEFORE, "旧氏"]})
    officer.sees("転出証明書情報 旧氏", f"変更日（{wareki(SINCE)}）は先の日です。")
    hold_session(city.secretariat, THIRD.held_on, S2019)
    lay(city.secretariat, THIRD)
    officer = open_connection(city.officers[OURS], K24).follow("付議を書き加える")
    officer.fill("審議会への付議", f"F-R1-24 R1.9.9 {THIRD.title}")
    enter(officer, "直す", "外部結合の変更の記載を直しました。")
    [change, _] = officer.rows("この外部結合の変更の経過")
    assert change[:4] == [
        "R1.11.5の外部結合の内容予定",
        "変更",
        "情報項目 追加 旧氏",
        "法令の改正による付議 F-R1-24記載を直す（R1.11.5）",
    ]
    the_new_word_is_marked(open_matter(city.secretariat, THIRD.number))


def the_new_word_is_marked(secretariat: Clerk) -> None:
    sheet = secretariat.download("付議資料（PDF）")
    [page] = page_texts(sheet)
    assert f"※太字（下線）は、{S2018}の付議からの変更を表す。" in page
    assert all(words in page for words in (*BEFORE, *FLOWS))
    assert marked_words(sheet) == f"{THIRD.changes}旧氏"


def the_advisor_asks_for_regular_reviews(city: City) -> None:
    """Advice ten days before the session; the department answers with a promise of the city."""
    city.on(date(2019, 8, 30))
    advise(open_connection(city.advisor, K24), date(2019, 8, 30), ADVICE)
    city.on(date(2019, 9, 3))
    officer = open_connection(city.officers[OURS], K24)
    safeguard(officer, "S1", PROMISE, by="実施機関", category="システム上", origin="助言")
    answer_advice(officer, ADVICE, ANSWER, ["S1"])
    officer.sees(PROMISE, "システム上 実施機関", "まだ確かめていない", NOT_CHECKED)
    [page] = page_texts(open_matter(city.secretariat, THIRD.number).download("付議資料（PDF）"))
    assert PROMISE in page


def the_council_hears_what_is_new(city: City) -> None:
    city.on(date(2019, 9, 10))
    hear(city.secretariat, THIRD.number, "委員", QUESTION)
    answer_opinion(city.officers[OURS], THIRD.number, QUESTION, REPLY)
    decide(city.secretariat, THIRD.number, "承認")
    city.secretariat.sees(QUESTION, REPLY, ADVICE, ANSWER, f"前回からの変更点 {THIRD.changes}")


def the_three_matters_lead_back_to_the_first(city: City) -> None:
    """The history of the connection: fiscal 2014 (6th), 2018 (7th) and 2019 (4th)."""
    officer = open_connection(city.officers[OURS], K24)
    rows = officer.rows("この外部結合についての付議")
    assert rows == [
        ["R1.9.9", "F-R1-24", "諮問", f"{THIRD.title}変更点：{THIRD.changes}", "承認"],
        ["H31.1.24", "F-H30-07", "諮問", SECOND.title, "承認"],
        ["H26.10.9", "F-H26-06", "諮問", FIRST.title, "承認"],
    ]
    officer.follow("F-R1-24").sees(f"前の付議F-H30-07 {SECOND.title}")
    officer.follow("F-H30-07").sees(f"前の付議F-H26-06 {FIRST.title}", "後の付議F-R1-24")
    officer.follow("F-H26-06").sees(S2014, "後の付議F-H30-07")
    assert not officer.offers("F-R1-24")


def each_sheet_shows_what_was_on_file_on_its_day(city: City, day: date) -> None:
    """Printed again years later: 旧氏 is on the third only, bold, though it began weeks later."""
    city.on(day)
    for laid in (FIRST, SECOND):
        sheet = open_matter(city.officers[OURS], laid.number).download("付議資料（PDF）")
        [page] = page_texts(sheet)
        assert f"{wareki(laid.held_on)}の審議会の時点の登録内容" in page
        assert "旧氏" not in page
        assert PROMISE not in page
        assert all(words in page for words in (*BEFORE, *FLOWS))
        assert marked_words(sheet) == ""
    sheet = open_matter(city.officers[OURS], THIRD.number).download("付議資料（PDF）")
    [page] = page_texts(sheet)
    assert "令和元年9月9日の審議会の時点の登録内容" in page
    assert marked_words(sheet) == f"{THIRD.changes}旧氏{PROMISE}"


def the_connection_of_any_day_can_be_looked_at(city: City) -> None:
    officer = open_connection(city.officers[OURS], K24)
    before, since = f"情報項目 {' '.join(BEFORE)}", "R1.11.5から 付議 F-R1-24"
    officer.fill("ある日の外部結合の内容を見る", date(2019, 11, 4)).press("この日の内容を見る")
    officer.sees("令和元年11月4日", before)
    assert "旧氏" not in officer.told()
    officer.fill("ある日の外部結合の内容を見る", SINCE).press("この日の内容を見る")
    officer.sees(since)


def nothing_is_ever_due_for_it(city: City, day: date) -> None:
    """The golden answers of these days do not know it: no contract, no due item, no violation."""
    city.on(day)
    officer = city.officers[OURS]
    officer.follow("期限").fill("状態", "すべて").press("絞り込む")
    officer.sees("この条件に合う期限はありません。")
    officer.follow("違反のおそれと要確認").fill("処理", "すべて").press("絞り込む")
    officer.sees("この条件に合うものはありません。")
    officer.follow("立入調査").sees("この条件では、調査の要る受持ちはありません。")
    officer.follow("付議").follow("外部結合")
    officer.fill("契約", "契約のないもの").press("絞り込む")
    [row] = officer.rows("外部結合の一覧")
    assert row[0] == K24
    assert row[5:] == ["なし", "H27.10.5", "—"]
    officer.follow(K24).sees("情報項目本人確認情報 送付先情報 転出証明書情報 旧氏")


def what_was_promised_is_never_forgotten(city: City) -> None:
    """There is no contractor to visit: the promise stays in the list until somebody has checked."""
    for clerk in (city.secretariat, city.auditor, city.officers[OURS]):
        clerk.follow("付議").follow("説明したことのその後")
        [row] = clerk.rows("審議会に説明したことのその後")
        assert row[0] == "まだ確かめていない"
        assert PROMISE in row[2]
        assert NOT_CHECKED in row[7]
    [page] = page_texts(city.officers[OURS].download("一覧をPDFにする"))
    assert PROMISE in page
    assert K24 in page
    assert "まだ確かめていない" in page


def the_department_confirms_what_it_promised(city: City) -> None:
    """Once a fiscal year it is in the department's やること; the first time it is not in order."""
    officer = city.officers[OURS]
    for day, result, text in CHECKS:
        city.on(day)
        officer.follow("やること").sees("実施の確認 1件", LINK.title)
        officer.follow("実施を確認").follow("実施を確認した").sees(PROMISE)
        officer.fill("確認した日", day).choose("結果", result).fill("確認した方法と内容", text)
        officer.fill("資料の所在", PLACE)
        enter(officer, "確認を登録する", "実施の確認を登録しました。", text, PLACE)
    assert "実施の確認 1件" not in officer.follow("やること").told()
    open_connection(officer, K24).follow("訂正する", CHECKS[-1][2])
    officer.fill("資料の所在", f"{PLACE}2").fill("訂正の理由", "綴りを分けたため")
    enter(officer, "訂正する", "実施の確認を訂正しました。", "訂正の理由：綴りを分けたため")
    city.on(date(2027, 4, 1))
    officer.follow("やること").sees("実施の確認 1件", "今年度の実施の確認が要る保護対策 1件")


def what_became_of_it_is_told_to_everybody_who_asks(city: City) -> None:
    """「説明したことは、その後どうなったか」, from the matter to what was seen, and back."""
    [(_, _, first), (last_on, result, last)] = CHECKS
    for clerk in (city.secretariat, city.auditor, city.officers[OURS]):
        open_matter(clerk, THIRD.number)
        [row] = clerk.rows("説明したことのその後")
        assert row[0] == "確認済"
        assert f"実施の確認 {result}" in row[6]
        clerk.follow("実施の確認 実施されている").sees(first, last, PLACE, "訂正の前")
        clerk.follow(THIRD.number).sees(PROMISE, ADVICE, ANSWER)
        clerk.follow("付議").follow("説明したことのその後")
        [row] = clerk.rows("審議会に説明したことのその後")
        assert (row[0], THIRD.number in row[5]) == ("確認済", True)
    [page] = page_texts(city.officers[OURS].download("一覧をPDFにする"))
    for words in (PROMISE, K24, THIRD.number, "確認済", short_wareki(last_on), "実施の確認"):
        assert words in page, words
    city.officers[OURS].fill("基準日", CHECKS[0][0]).press("絞り込む")
    [row] = city.officers[OURS].rows("審議会に説明したことのその後")
    assert "実施されていない" in row[0]
    assert f"確認 {short_wareki(CHECKS[0][0])} 実施されていない" in row[7]
