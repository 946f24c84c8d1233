"""消去方法の表: which ways of erasing a city accepts, by the class of the medium and by secrecy.

The defaults follow 図表41 of the national guideline: media with residents' data of the systems that
use individual numbers are destroyed, others are destroyed or sanitised. What the guideline leaves
open (paper, mail, servers of others, backups) is a proposal; the city changes all of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

LONGEST_METHOD, MOST_METHODS = 60, 20
WORDS_BESIDE = re.compile(r"^(?P<name>[^()]*)\((?P<others>[^()]*)\)$")
BETWEEN_WORDS = re.compile(r"[・、,/]")
BETWEEN_METHODS = re.compile(r"\s*\n\s*")


class Medium(Enum):
    """Classes of media that are erased in different ways."""

    PAPER = "paper"
    HARD_DISK = "hard_disk"
    FLASH = "flash"
    OPTICAL = "optical"
    TAPE = "tape"
    SERVER = "server"
    BACKUP = "backup"
    MAIL = "mail"


class Secrecy(Enum):
    """機密性の区分 of 図表41: (1) systems that use individual numbers, (2) all other data."""

    INDIVIDUAL_NUMBERS = "individual_numbers"
    OTHER = "other"

    @classmethod
    def of(cls, *, uses_individual_numbers: bool) -> Secrecy:
        return cls.INDIVIDUAL_NUMBERS if uses_individual_numbers else cls.OTHER


Methods = Mapping[tuple[Medium, Secrecy], Sequence[str]]

# The first class of which a word stands in what was typed: SSD before disk, disk before server.
# Latin letters stand for themselves only where no other letter is beside them.
SIGNS: Sequence[tuple[Medium, tuple[str, ...]]] = (
    (Medium.BACKUP, ("バックアップ", "控え", "backup")),
    (Medium.MAIL, ("メール", "mail")),
    (Medium.PAPER, ("紙", "帳票", "書類", "用紙", "申請書", "通知書")),
    (Medium.TAPE, ("テープ", "lto", "dat")),
    (Medium.FLASH, ("ssd", "usb", "メモリ", "sdカード", "フラッシュ", "スマートフォン")),
    (Medium.OPTICAL, ("cd", "dvd", "ブルーレイ", "光ディスク", "光学", "mo")),
    (Medium.HARD_DISK, ("hdd", "ハードディスク", "磁気ディスク")),
    (
        Medium.SERVER,
        (
            *("クラウド", "サーバ", "オンライン", "lgwan", "asp", "データセンタ", "データベース"),
            *("システム", "回線", "saas"),
        ),
    ),
    (Medium.HARD_DISK, ("パソコン", "pc", "端末", "機器", "ディスク")),
)
_DESTROYED = "物理的破壊（破砕・粉砕・変形・切断・穿孔・穴あけ）"
_CHIPS = "物理的破壊（記憶素子の破壊・チップの破壊・破砕・粉砕）"
_CRYPTO = "暗号化消去（暗号消去・暗号鍵の破棄・鍵の破棄）"
_PAPER = ("溶解", "裁断（細断・シュレッダー）", "焼却")
_OPTICAL = ("破砕（粉砕・裁断・細断・シュレッダー・物理的破壊）",)
_SERVER = (_CRYPTO, "上書き", "論理消去（データの削除・データベースからの削除）")
_BACKUP = (_CRYPTO, "上書き", "保存期間の満了（世代の満了・自動消滅）", _DESTROYED)
_MAIL = ("論理消去（削除）",)
_PURGED_DISK = (
    _DESTROYED,
    "磁気消去（消磁・磁気破壊）",
    _CRYPTO,
    "ATA拡張消去（SECURITY ERASE・セキュアイレース）",
    "SCSI SANITIZE（サニタイズ・SCSI Format）",
)
_PURGED_FLASH = (
    _CHIPS,
    _CRYPTO,
    "ブロック消去（BLOCK ERASE）",
    "SCSI SANITIZE（サニタイズ・SCSI Format）",
    "NVMe SANITIZE（NVMe Format）",
)
DEFAULT_METHODS: Methods = {
    (Medium.PAPER, Secrecy.INDIVIDUAL_NUMBERS): _PAPER,
    (Medium.PAPER, Secrecy.OTHER): _PAPER,
    (Medium.HARD_DISK, Secrecy.INDIVIDUAL_NUMBERS): (_DESTROYED,),
    (Medium.HARD_DISK, Secrecy.OTHER): _PURGED_DISK,
    (Medium.FLASH, Secrecy.INDIVIDUAL_NUMBERS): (_CHIPS,),
    (Medium.FLASH, Secrecy.OTHER): _PURGED_FLASH,
    (Medium.OPTICAL, Secrecy.INDIVIDUAL_NUMBERS): _OPTICAL,
    (Medium.OPTICAL, Secrecy.OTHER): _OPTICAL,
    (Medium.TAPE, Secrecy.INDIVIDUAL_NUMBERS): (_DESTROYED, "焼却"),
    (Medium.TAPE, Secrecy.OTHER): (_DESTROYED, "焼却", "磁気消去（消磁・磁気破壊）", _CRYPTO),
    (Medium.SERVER, Secrecy.INDIVIDUAL_NUMBERS): (_CRYPTO, _DESTROYED),
    (Medium.SERVER, Secrecy.OTHER): _SERVER,
    (Medium.BACKUP, Secrecy.INDIVIDUAL_NUMBERS): _BACKUP,
    (Medium.BACKUP, Secrecy.OTHER): _BACKUP,
    (Medium.MAIL, Secrecy.INDIVIDUAL_NUMBERS): _MAIL,
    (Medium.MAIL, Secrecy.OTHER): _MAIL,
}


class MethodsError(ValueError):
    """A list of methods that cannot be kept; the sentence says what is expected."""


class Fit(Enum):
    """How a method stands to the city's table; UNKNOWN: no method, or no medium that it knows."""

    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judged:
    """A method of an erasure held against the table; `lacking`: the media that do not take it."""

    fit: Fit
    lacking: tuple[Medium, ...] = ()


def medium_of(typed: str) -> Medium | None:
    """The class of a medium as it was typed; None where the words tell of none."""
    words = _folded(typed)
    found = (medium for medium, signs in SIGNS if any(_stands_in(sign, words) for sign in signs))
    return next(found, None)


def media_of(typed: Iterable[str]) -> tuple[Medium, ...]:
    """The classes of several media, each once."""
    found = (medium_of(one) for one in typed)
    return tuple(dict.fromkeys(medium for medium in found if medium is not None))


def name_of(method: str) -> str:
    """The method without the other words for it: what is proposed at an entry."""
    found = WORDS_BESIDE.match(unicodedata.normalize("NFKC", method).strip())
    return found["name"].strip() if found else method.strip()


def judged(
    table: Methods, media: Sequence[Medium], secrecy: Secrecy, means: str, *, some: bool = False
) -> Judged:
    """What was typed as the method, held against the table for these media.

    Each medium needs a method that it takes; `some`: only part of the media is meant, one will do.
    """
    if not media or not means.strip():
        return Judged(Fit.UNKNOWN)
    lacking = tuple(m for m in media if not _is_accepted(table[m, secrecy], means))
    if not lacking or (some and len(lacking) < len(media)):
        return Judged(Fit.ACCEPTED)
    return Judged(Fit.NOT_ACCEPTED, lacking)


def read_methods(typed: str) -> tuple[str, ...]:
    """One method a line, with other words for it in brackets. Raises MethodsError."""
    lines = (line.strip() for line in BETWEEN_METHODS.split(typed.replace("\r", "\n")))
    found = tuple(dict.fromkeys(line for line in lines if line))
    if len(found) > MOST_METHODS:
        raise MethodsError(f"{MOST_METHODS}個までにしてください。")
    for one in found:
        if len(one) > LONGEST_METHOD:
            raise MethodsError(f"1行を{LONGEST_METHOD}文字以内にしてください：{one[:20]}")
        if not all(_words(one)):
            raise MethodsError(
                f"「{one}」が読めません。方法の名前か、名前（別の言い方・別の言い方）にしてください。"
            )
    return found


def _stands_in(sign: str, words: str) -> bool:
    if not sign.isascii():
        return sign in words
    return re.search(rf"(?<![a-z]){sign}(?![a-z])", words) is not None


def _is_accepted(methods: Sequence[str], means: str) -> bool:
    said = _folded(means)
    return any(word in said for method in methods for word in _words(method))


def _words(method: str) -> list[str]:
    """The name and what stands in brackets behind it, each a word that says the method."""
    plain = unicodedata.normalize("NFKC", method).strip()
    found = WORDS_BESIDE.match(plain)
    parts = [found["name"], *BETWEEN_WORDS.split(found["others"])] if found else [plain]
    return [_folded(part) if "(" not in part and ")" not in part else "" for part in parts]


def _folded(words: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words)).casefold()
