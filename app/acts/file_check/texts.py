"""文字のファイルを確かめる: plain text, and mail as it was saved."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.parser import BytesHeaderParser

CODINGS = ("utf-8-sig", "cp932", "euc-jp", "iso2022_jp")
UTF16 = (b"\xff\xfe", b"\xfe\xff")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
HEAD_END = re.compile(rb"\r?\n\r?\n")
LONGEST_HEAD = 256 * 1024
SENDER = "From"
BESIDES = ("Date", "To", "Subject", "Message-ID", "Received")
ESCAPE = "\x1b"  # left over where something else was read as a Japanese coding


def is_text(content: bytes) -> bool:
    """Whether it is nothing but characters, in a coding that is in use here."""
    if content.startswith(UTF16):
        return _is_plain(content, "utf-16")
    return any(_is_plain(content, coding) for coding in CODINGS)


def is_mail(content: bytes) -> bool:
    """Whether it begins with the head of a mail: who sent it, and at least one thing more.

    What the mail carries is not opened.
    """
    head = HEAD_END.split(content[:LONGEST_HEAD], maxsplit=1)[0]
    if b"\0" in head or not re.match(rb"[!-9;-~]+:", head):
        return False
    try:
        message = BytesHeaderParser().parsebytes(head)
    except (MessageError, ValueError):
        return False
    return not message.defects and SENDER in message and any(one in message for one in BESIDES)


def _is_plain(content: bytes, coding: str) -> bool:
    try:
        text = content.decode(coding)
    except UnicodeDecodeError:
        return False
    return ESCAPE not in text and CONTROLS.search(text) is None
