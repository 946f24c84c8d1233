"""審議会についてすること: each form, who fills it in as what, and what it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from app.acts.loading.sheets import ADVICES, CONNECTIONS, COUNCIL_MATTERS, SAFEGUARDS
from app.web.filing.context import Context, Option
from app.web.filing.deed import AmendmentWords, Asked, Deed, Section, Width
from audits.roles import Act


class Who(Enum):
    """As what somebody fills a form in; the word stands in its address."""

    SECRETARIAT = "secretariat"
    DEPARTMENT = "department"
    ADVISOR = "advisor"


ACTS: Mapping[Who, Act] = {
    Who.SECRETARIAT: Act.ENTER_COUNCIL_MATTER,
    Who.DEPARTMENT: Act.ENTER,
    Who.ADVISOR: Act.GIVE_ADVICE,
}


class Of(Enum):
    """What a form is about; the word stands in its address."""

    NOTHING = ""
    MATTER = "matter"
    CONTRACT = "contract"
    CONNECTION = "connection"


@dataclass(frozen=True, slots=True)
class CouncilForm:
    """A deed under its name, for those who may do it, about each of these."""

    name: str
    deed: Deed
    who: tuple[Who, ...]
    of: tuple[Of, ...]


def _departments(context: Context) -> list[Option]:
    return [(name, name) for name in context.departments]


_MATTER = (
    Section(
        "会議",
        (
            Asked("開催日"),
            Asked("会議", hint="例：令和8年度第4回。開催の一覧にある書き方に合わせます。"),
            Asked("資料番号", width=Width.SHORT),
        ),
    ),
    Section(
        "付議",
        (
            Asked("区分"),
            Asked("件名", width=Width.WHOLE),
            Asked("根拠条項", hint="例：条例第14条第1項（業務委託）。"),
            Asked("結果", hint="会議の後に入れます。"),
        ),
    ),
    Section(
        "何についての付議か",
        (
            Asked("契約番号", hint="1行に1つ。契約より先に付議したときは、後で加えられます。"),
            Asked("結合番号", words="外部結合の番号", hint="1行に1つ。"),
            Asked("前回付議", words="前に付議したときの付議番号", hint="1行に1つ。"),
            Asked("変更点", words="前回の付議からの変更点", lines=True, width=Width.WHOLE),
        ),
    ),
)
_NUMBER = Section("番号", (Asked("付議番号", width=Width.SHORT, hint="例：F-R8-4-01。"),))
MATTER = Deed(
    sheet=COUNCIL_MATTERS,
    title="付議を登録する",
    button="登録する",
    done="付議を登録しました。",
    lead="契約番号を入れると、その契約の管理記録に審議会への付議として残ります。",
    sections=(_NUMBER, *_MATTER),
    view="",
)
MATTER_CHANGE = replace(
    MATTER,
    title="付議の内容を改める",
    button="保存する",
    done="付議の内容を改めました。",
    lead="会議の結果もここで入れます。変わったことは、契約の管理記録に訂正として残ります。",
    sections=_MATTER,
    changes=True,
)

_GIVEN = (
    Asked("助言日", words="助言した日"),
    Asked("助言", words="助言の内容", lines=True, width=Width.WHOLE),
)
_ANSWER = (
    Asked("担当課の対応", lines=True, width=Width.WHOLE),
    Asked(
        "約束した対策番号",
        words="この助言を受けて約束した保護対策の番号",
        hint="1行に1つ。対策は先に登録しておきます。約束した対策は、次の立入調査の調査票に載ります。",
    ),
)
ADVICE = Deed(
    sheet=ADVICES,
    title="助言を登録する",
    button="登録する",
    done="助言を登録しました。担当課の対応を待ちます。",
    sections=(Section("助言", (Asked("番号", width=Width.SHORT), *_GIVEN)),),
    view="",
    start=lambda c: {"助言日": c.on},
)
ADVICE_CHANGE = replace(
    ADVICE,
    title="助言の記載を改める",
    button="保存する",
    done="助言の記載を改めました。",
    sections=(Section("助言", _GIVEN),),
    changes=True,
    start=None,
)
ADVICE_WHOLE = replace(
    ADVICE_CHANGE, sections=(Section("助言", _GIVEN), Section("担当課の対応", _ANSWER))
)
ADVICE_ANSWER = replace(
    ADVICE_CHANGE,
    title="助言への対応を登録する",
    button="対応を登録する",
    done="助言への対応を登録しました。",
    sections=(Section("担当課の対応", _ANSWER),),
)

_SAFEGUARD = (
    Asked("対策", words="対策の内容", lines=True, width=Width.WHOLE),
    Asked("実施者"),
    Asked("区分"),
    Asked("由来"),
)
_RHYTHM = (
    Asked("頻度", words="確かめる時期"),
    Asked("期日", hint="確かめる時期が「期日」「指定日」のとき。日付を1行に1つ。"),
)
_START = {"実施者": "受託者", "区分": "運用上", "由来": "付議", "頻度": "なし"}
LINKED_SAFEGUARD = Deed(
    sheet=SAFEGUARDS,
    title="保護対策を登録する",
    button="登録する",
    done="保護対策を登録しました。",
    sections=(Section("保護対策", (Asked("番号", width=Width.SHORT), *_SAFEGUARD)),),
    view="",
    start=lambda _: _START,
)
LINKED_SAFEGUARD_CHANGE = replace(
    LINKED_SAFEGUARD,
    title="保護対策を改める",
    button="保存する",
    done="保護対策を改めました。",
    sections=(Section("保護対策", _SAFEGUARD),),
    changes=True,
    start=None,
)
SAFEGUARD = replace(
    LINKED_SAFEGUARD,
    sections=(Section("保護対策", (Asked("番号", width=Width.SHORT), *_SAFEGUARD, *_RHYTHM)),),
)
SAFEGUARD_CHANGE = replace(
    LINKED_SAFEGUARD_CHANGE, sections=(Section("保護対策", (*_SAFEGUARD, *_RHYTHM)),)
)

_CONNECTION = (
    Section(
        "外部結合",
        (
            Asked("件名", width=Width.WHOLE),
            Asked("所管課", offer=_departments),
            Asked("契約番号", words="関係する契約の番号", hint="契約がなければ空欄にします。"),
            Asked("結合の相手方", width=Width.WHOLE),
            Asked("結合の形態", hint="例：専用線、LGWAN、VPN。"),
        ),
    ),
    Section(
        "個人情報",
        (
            Asked(
                "情報項目",
                hint="項目の名前だけを書きます。住民の情報そのものは書かないでください。",
                lines=True,
                width=Width.WHOLE,
            ),
            Asked("結合する理由", lines=True, width=Width.WHOLE),
        ),
    ),
    Section(
        "期間",
        (Asked("開始日"), Asked("終了日", hint="決まっていなければ空欄にします。")),
    ),
)
CONNECTION = Deed(
    sheet=CONNECTIONS,
    title="外部結合を登録する",
    button="登録する",
    done="外部結合を登録しました。",
    sections=(
        Section("番号", (Asked("結合番号", width=Width.SHORT, hint="例：K-004。"),)),
        *_CONNECTION,
    ),
    view="",
)
OF_CONNECTION = AmendmentWords(
    "外部結合の内容が変わった（変更）",
    "変更",
    "この外部結合を対象とする付議から選びます。後からでも、「変更の経過」で書き加えられます。",
    "外部結合の頁の「変更の経過」に残ります。",
)
CONNECTION_CHANGE = replace(
    CONNECTION,
    title="外部結合の内容を改める",
    button="保存する",
    done="外部結合の内容を改めました。",
    sections=_CONNECTION,
    changes=True,
    amends=True,
    amendment_words=OF_CONNECTION,
)
CONNECTION_END = replace(
    CONNECTION_CHANGE,
    title="外部結合を終える",
    button="終了を登録する",
    done="外部結合の終了を登録しました。",
    lead="結合の最後の日を入れます。その日までは結合しているものとして扱います。",
    sections=(Section("終了", (Asked("終了日", words="結合の最後の日", must=True),)),),
    start=lambda c: {"終了日": c.on},
    always_amends=True,
)

_OWNERS, _SUBJECTS = (Who.SECRETARIAT, Who.DEPARTMENT), (Of.CONTRACT, Of.CONNECTION)
_S, _D, _A = (Who.SECRETARIAT,), (Who.DEPARTMENT,), (Who.ADVISOR,)
FORMS = (
    CouncilForm("matter", MATTER, _S, (Of.NOTHING,)),
    CouncilForm("matter-change", MATTER_CHANGE, _S, (Of.MATTER,)),
    CouncilForm("advice", ADVICE, (Who.SECRETARIAT, Who.ADVISOR), _SUBJECTS),
    CouncilForm("advice-change", ADVICE_WHOLE, _S, _SUBJECTS),
    CouncilForm("advice-change", ADVICE_CHANGE, _A, _SUBJECTS),
    CouncilForm("advice-answer", ADVICE_ANSWER, _D, _SUBJECTS),
    CouncilForm("safeguard", SAFEGUARD, _S, (Of.CONTRACT,)),
    CouncilForm("safeguard-change", SAFEGUARD_CHANGE, _S, (Of.CONTRACT,)),
    CouncilForm("safeguard", LINKED_SAFEGUARD, _OWNERS, (Of.CONNECTION,)),
    CouncilForm("safeguard-change", LINKED_SAFEGUARD_CHANGE, _OWNERS, (Of.CONNECTION,)),
    CouncilForm("connection", CONNECTION, _OWNERS, (Of.NOTHING,)),
    CouncilForm("connection-change", CONNECTION_CHANGE, _OWNERS, (Of.CONNECTION,)),
    CouncilForm("connection-end", CONNECTION_END, _OWNERS, (Of.CONNECTION,)),
)
