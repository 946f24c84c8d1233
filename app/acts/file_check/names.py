"""ファイルの名前: as it was given, without the folders it came from; refused where it deceives."""

from __future__ import annotations

import re
import unicodedata

from app.acts.file_check.refusal import FileRefusedError

LONGEST_NAME = 150
FOLDERS = re.compile(r"[/\\]")
# Controls, marks that nobody sees or that turn the direction of reading, halves of characters, line
# ends, and what Unicode has not given out. 外字 (Co) stay: names of people are written with them.
REFUSED = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
NO_NAME = "ファイルに名前がありません。名前を付けてから、もう一度選んでください。"
TOO_LONG = f"ファイルの名前が長すぎます。拡張子を含めて{LONGEST_NAME}文字以内にしてください。"
UNSEEN = (
    "ファイルの名前に、見えない文字や、読む向きを変える文字が入っています。"
    "名前を付け直してください。"
)


def file_name(given: str) -> str:
    """The name without folders. Raises FileRefusedError."""
    name = FOLDERS.split(given)[-1].strip()
    if not name.strip("."):
        raise FileRefusedError(NO_NAME)
    if len(name) > LONGEST_NAME:
        raise FileRefusedError(TOO_LONG)
    if any(unicodedata.category(sign) in REFUSED for sign in name):
        raise FileRefusedError(UNSEEN)
    return name
