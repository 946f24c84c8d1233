"""管理記録に書くこと: telephone checks, meetings, reports asked for and received."""

from __future__ import annotations

from collections.abc import Mapping

from app.acts.loading.sheets import HANDLERS, INCIDENTS, NOTES, RECEIPTS, REQUESTS
from app.rooms.entries import offers
from app.web.filing.context import Context
from app.web.filing.deed import Asked, Deed, Section, Width
from app.workbooks.hand_row import Typed
from audits.report import ReportKind
from audits.safeguard import NoteKind
from audits.wording import HANDLER_ROLE, NOTE_KIND, REPORT_KIND

PAPERS = Asked("根拠資料", words="資料の所在", hint="綴りの名前と番号。例：契約綴り R8-3")
OFFICER = Asked("職員", words="確認者")
COMMITMENT = Section(
    "果たした約束",
    (
        Asked(
            "対策番号",
            words="確かめた対策",
            offer=offers.commitments,
            width=Width.WHOLE,
            hint="審議会などに約束した対策を確かめたときは、選んでください。",
        ),
        Asked(
            "対象",
            words="対象の期間",
            hint="どの回の分か。例：2026-10、2026Q3、2026-11-20。空欄なら日付の属する回です。",
        ),
    ),
)


def _note(kind: NoteKind, title: str, hint: str, *, commitment: bool = True) -> Deed:
    word = NOTE_KIND[kind]

    def start(context: Context) -> Mapping[str, Typed]:
        return {
            "日付": context.on,
            "相手方": _last_party(context, kind) or context.party,
            "職員": context.person.name,
            "対策番号": context.asked_for("safeguard"),
            "対象": context.asked_for("occurrence"),
        }

    about = Section(
        word,
        (
            Asked("日付", words="確かめた日" if kind is NoteKind.TELEPHONE else "日付"),
            Asked("内容", lines=True, width=Width.WHOLE, hint=hint),
            Asked("相手方"),
            OFFICER,
            PAPERS,
        ),
    )
    return Deed(
        sheet=NOTES,
        title=title,
        button="記録する",
        done=f"{word}を管理記録に書きました。",
        sections=(about, COMMITMENT) if commitment else (about,),
        view="record",
        start=start,
        fixed=lambda context: {**offers.place(context), "区分": word},
        asks_first=False,
    )


def _last_party(context: Context, kind: NoteKind) -> str:
    """Whom somebody spoke to the last time: mostly the same person again."""
    named = [
        str(row.values["other_party"])
        for row in context.of("記録")
        if row.values["kind"] == kind.value and row.values["other_party"]
    ]
    return named[-1] if named else ""


TELEPHONE = _note(
    NoteKind.TELEPHONE, "電話確認を記録する", "聞いたことと、約束したことを書いてください。"
)
MEETING = _note(
    NoteKind.MEETING, "打合せを記録する", "話し合ったことと、決まったことを書いてください。"
)
NO_DATA = _note(
    NoteKind.NO_DATA,
    "対象データなしを記録する",
    "返還・消去の対象となるデータがないことを、どう確かめたかを書いてください。",
    commitment=False,
)
OTHER = _note(NoteKind.OTHER, "その他のことを記録する", "管理記録に残すことを書いてください。")


def _note_change() -> Deed:
    return Deed(
        sheet=NOTES,
        title="記録を訂正する",
        button="訂正を書く",
        done="訂正を管理記録に書きました。もとの記録は線で消して残ります。",
        sections=(
            Section(
                "正しい内容",
                (
                    Asked("日付"),
                    Asked("内容", lines=True, width=Width.WHOLE),
                    Asked("相手方"),
                    OFFICER,
                    PAPERS,
                ),
                hint="もとの記録は消えません。訂正が新しい番号で加わります。",
            ),
            COMMITMENT,
        ),
        view="record",
        changes=True,
        asks_first=False,
    )


NOTE_CHANGE = _note_change()

_REQUESTED = (
    Asked("依頼日"),
    Asked("内容", words="求める報告の内容", lines=True, width=Width.WHOLE),
    Asked("期限"),
)
REQUEST = Deed(
    sheet=REQUESTS,
    title="報告を求める",
    button="登録する",
    done="報告の依頼を登録しました。期限に加わりました。",
    sections=(
        Section(
            "報告の依頼",
            (
                Asked("依頼番号", width=Width.SHORT),
                *_REQUESTED,
            ),
        ),
    ),
    view="due",
    start=lambda c: {
        "依頼番号": offers.next_number(c, "報告依頼", "1"),
        "依頼日": c.on,
        "内容": c.asked_for("text"),
    },
    fixed=offers.place,
)

REQUEST_CHANGE = Deed(
    sheet=REQUESTS,
    title="報告の依頼の記載を訂正する",
    button="訂正を書く",
    done="報告の依頼の記載を訂正しました。もとの記録は線で消して残ります。",
    sections=(Section("報告の依頼", _REQUESTED),),
    view="due",
    changes=True,
)

_RECEIVED = Section(
    "受け取った報告",
    (
        Asked("種別"),
        Asked("受領日"),
        Asked("対象期間", hint="定期報告のとき。例：2026-10、2026Q3、2026上、2026年度。"),
        Asked("依頼番号", words="どの依頼への報告か", offer=offers.requests),
        Asked("要旨", lines=True, width=Width.WHOLE),
    ),
)
RECEIPT = Deed(
    sheet=RECEIPTS,
    title="報告の受領を記録する",
    button="受領を記録する",
    done="報告の受領を記録しました。",
    sections=(_RECEIVED,),
    view="due",
    start=lambda c: {
        "種別": c.asked_for("kind") or REPORT_KIND[ReportKind.PERIODIC],
        "受領日": c.on,
        "対象期間": c.asked_for("period"),
        "依頼番号": c.asked_for("request"),
    },
    fixed=offers.place,
    asks_first=False,
)
RECEIPT_CHANGE = Deed(
    sheet=RECEIPTS,
    title="報告の受領の記載を訂正する",
    button="訂正を書く",
    done="報告の受領の記載を訂正しました。もとの記録は線で消して残ります。",
    sections=(_RECEIVED,),
    view="due",
    changes=True,
)
_HANDLERS = Section(
    "受け取った報告",
    (
        Asked("受領日"),
        Asked("区分"),
        Asked("所属・役職", hint="氏名は書かず、所属と役職だけを書いてください。"),
        Asked("人数", width=Width.SHORT),
        Asked("作業場所"),
        Asked("備考", lines=True, width=Width.WHOLE),
    ),
)
HANDLER = Deed(
    sheet=HANDLERS,
    title="取扱責任者・取扱者の報告を登録する",
    button="登録する",
    done="取扱責任者・取扱者の報告を登録しました。",
    sections=(_HANDLERS,),
    view="overview",
    start=lambda c: {"受領日": c.on, "区分": next(iter(HANDLER_ROLE.values()))},
    fixed=offers.place,
    asks_first=False,
)
HANDLER_CHANGE = Deed(
    sheet=HANDLERS,
    title="取扱責任者・取扱者の報告の記載を訂正する",
    button="訂正を書く",
    done="取扱責任者・取扱者の報告の記載を訂正しました。もとの記録は線で消して残ります。",
    sections=(_HANDLERS,),
    view="overview",
    changes=True,
)

INCIDENT_CHANGE = Deed(
    sheet=INCIDENTS,
    title="事故の内容を訂正する",
    button="訂正を書く",
    done="事故の内容を訂正しました。もとの記録は線で消して残ります。",
    lead="報告の要否と報告の日は、事故の頁の「対応」で書き直します。",
    sections=(
        Section(
            "事故の内容",
            (
                Asked("発生日"),
                Asked("覚知日", hint="市が事故を知った日。報告の期限はこの日から数えます。"),
                Asked(
                    "概要",
                    lines=True,
                    width=Width.WHOLE,
                    hint="本人の氏名などは書かないでください。",
                ),
                Asked("本人数", width=Width.SHORT),
            ),
        ),
    ),
    view="overview",
    changes=True,
)
