"""消去のことば: the city's table of methods, and how much of a data item went one way."""

from __future__ import annotations

from collections.abc import Mapping

from audits.disposal_counts import Share
from audits.erasure_methods import Fit, Medium, Secrecy

MEDIUM: Mapping[Medium, str] = {
    Medium.PAPER: "紙",
    Medium.HARD_DISK: "ハードディスク（機器の内蔵を含む）",
    Medium.FLASH: "SSD・USBメモリなど",
    Medium.OPTICAL: "光ディスク（CD・DVDなど）",
    Medium.TAPE: "磁気テープ",
    Medium.SERVER: "クラウド・サーバ上のデータ",
    Medium.BACKUP: "控え（バックアップ）",
    Medium.MAIL: "メール",
}
SECRECY: Mapping[Secrecy, str] = {
    Secrecy.INDIVIDUAL_NUMBERS: "個人番号を扱う業務",
    Secrecy.OTHER: "そのほかの個人情報",
}
FIT: Mapping[Fit, str] = {
    Fit.ACCEPTED: "市の表にある方法",
    Fit.NOT_ACCEPTED: "市の表にない方法",
    Fit.UNKNOWN: "方法の記載なし",
}
SHARE: Mapping[Share, str] = {
    Share.WHOLE: "全部",
    Share.PART: "一部",
    Share.NOTHING: "なし",
    Share.BEYOND: "超過",
    Share.UNSAID: "件数の記載なし",
}
