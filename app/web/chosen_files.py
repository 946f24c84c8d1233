"""選んだファイル: what was sent in a form's box for files, each one checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from werkzeug.datastructures import FileStorage

from app.acts.file_check.content import MIB, CheckedFile
from app.acts.file_check.refusal import FileRefusedError

MOST_AT_ONCE = 10
NOTHING_CHOSEN = "ファイルを選んでください。"
TOO_MANY = f"一度に選べるのは{MOST_AT_ONCE}個までです。"
CHOOSE_AGAIN = "サインインし直したため、ファイルは届いていません。もう一度選んでください。"
LONGEST_SHOWN = 60
Check = Callable[[str, bytes, int], CheckedFile]


def chosen_files(sent: Iterable[object], check: Check, megabytes: int) -> list[CheckedFile]:
    """The files, none of them bigger than that; the same one chosen twice is one.

    Raises FileRefusedError, naming the file.
    """
    files = [one for one in sent if isinstance(one, FileStorage) and one.filename]
    if not files:
        raise FileRefusedError(NOTHING_CHOSEN)
    if len(files) > MOST_AT_ONCE:
        raise FileRefusedError(TOO_MANY)
    found: dict[str, CheckedFile] = {}
    for file in files:
        name = file.filename or ""
        try:
            one = check(name, file.stream.read(megabytes * MIB + 1), megabytes)
        except FileRefusedError as refused:
            raise FileRefusedError(f"{_shown(name)}：{refused}") from refused
        found.setdefault(one.sha256, one)
    return list(found.values())


def _shown(name: str) -> str:
    """As much of a name as a sentence bears, without signs that nobody sees."""
    plain = "".join(sign if sign.isprintable() else "□" for sign in name)
    return plain if len(plain) <= LONGEST_SHOWN else f"{plain[:LONGEST_SHOWN]}（以下略）"
