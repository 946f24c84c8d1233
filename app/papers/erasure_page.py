"""What stands on a 消去確認書 and on the blank certificate: facts, blank where none is on file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.papers.record_page import Chain, Head

# 判定, the answers to the eight checks and the ways of confirming, as they are printed.
CONFIRMED, PARTLY, REFUSED = "確認", "一部未確認", "不可"
MET, NOT_MET, NOT_APPLICABLE, UNCONFIRMED = "適", "否", "該当なし", "未確認"
WITNESSED, ON_SITE, PHOTOGRAPHS, DOCUMENT_ONLY = "立会い", "現地", "写真", "書面のみ"
MATCHES, DIFFERS = "一致", "不一致"  # of the counts on file
WITHOUT_BACKUPS = "控えを除き確認した"
READ_AS_SAME, DIFFERENT = "読替一致", "相違"  # of the certificate as it was compared, with 一致


@dataclass(frozen=True, slots=True)
class Certificate:
    """消去証明書 as the contractor gave it."""

    number: str
    certified_on: date | None = None
    received_on: date | None = None
    due_on: date | None = None  # 確認期限
    supervisor: str = ""  # 消去責任者の役職
    performer: str = ""
    verification: str = ""
    result: str = ""
    wording: str = ""


@dataclass(frozen=True, slots=True)
class StatedData:
    """What the certificate says of a data item, and in words how that stands to the file."""

    medium_number: str = ""
    count: int | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class ToldCounts:
    """What of a data item went each way, in words, and whether that accounts for all of it."""

    ways: str
    match: str = ""  # MATCHES, DIFFERENT or blank


@dataclass(frozen=True, slots=True)
class ErasedData:
    """One data item: what went out against what the certificate says."""

    number: str
    name: str
    medium: str = ""
    medium_number: str = ""
    count_out: int | None = None
    count_erased: int | None = None
    erased_on: date | None = None
    method: str = ""
    match: str = ""  # MATCHES, DIFFERS, READ_AS_SAME, DIFFERENT or blank
    stated: StatedData | None = None  # None where nobody has compared it
    told: ToldCounts | None = None  # below the last of several acts


@dataclass(frozen=True, slots=True)
class Checks:
    """The eight checks, each 適, 否, 該当なし, 未確認 or blank."""

    medium_number: str = ""
    count: str = ""
    method: str = ""
    log: str = ""
    temporary_files: str = ""
    paper: str = ""
    performer: str = ""
    backups: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """How, when, where and by whom it was confirmed; without a `way` no box is ticked."""

    way: str = ""
    on: date | None = None
    place: str = ""
    persons: str = ""
    papers: str = ""  # 資料の所在


@dataclass(frozen=True, slots=True)
class Backup:
    """控え that remains, or data still out: when it goes, and whether that has been confirmed."""

    subject: str
    expires_on: date | None = None
    way: str = ""
    gone_on: date | None = None
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class ErasurePaper:
    """Everything on one 消去確認書."""

    head: Head
    certificate: Certificate
    data: tuple[ErasedData, ...]
    chain: Chain
    verdict: str = ""  # CONFIRMED, PARTLY, REFUSED or blank
    confirmed_on: date | None = None
    count_left: int | None = None  # 残, in 件
    checks: Checks = Checks()
    confirmation: Confirmation = Confirmation()
    backups: tuple[Backup, ...] = ()
    remarks: str = ""
    signers: tuple[str, str] = ("", "")  # department and section of 確認者 1 and 2
    signed_by: tuple[str, str] = ("", "")  # who they are and what they did, above their signature
    left: tuple[Backup, ...] = ()  # data and media still out: what makes it one in part
    left_on: date | None = None  # the day on which that is so
    partly: str = WITHOUT_BACKUPS  # what the verdict 一部未確認 says


@dataclass(frozen=True, slots=True)
class DataOut:
    """One data item that is still with the contractor."""

    number: str
    name: str
    medium: str = ""
    medium_number: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class CertificateForm:
    """The blank 消去(廃棄)証明書, filled in as far as the city knows."""

    addressee: str  # みなと野市長
    head: Head
    branch_words: str  # 受託者, 再委託先1: whose certificate it is
    address: str
    representative: str
    data: tuple[DataOut, ...]
    due_on: date | None  # the day by which the city is to have it
    chain: Chain
