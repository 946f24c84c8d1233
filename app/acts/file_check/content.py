"""中身を確かめる: the kind of a file by its content, its name and its size; the bytes stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from app.acts.file_check.names import file_name
from app.acts.file_check.office import MACRO_SUFFIXES, MACROS, office_kind
from app.acts.file_check.pictures import check_picture
from app.acts.file_check.refusal import FileRefusedError
from app.acts.file_check.texts import is_mail, is_text
from audits.file_kind import PICTURES, FileKind, kind_named
from audits.wording import FILE_KIND

MIB = 1024 * 1024
PDF_HEAD = re.compile(rb"%PDF-[12]\.[0-9]")
PDF_END, PDF_INDEX, PDF_TAIL = b"%%EOF", b"startxref", 4_096
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"})
TAKEN = "PDF、写真（JPEG、PNG）、Word・Excel・PowerPoint、テキスト（.txt）、メール（.eml）"
EMPTY = "ファイルが空です。"
HEIC = "HEICの写真は受け取れません。JPEGで撮るか、JPEGに変えてから選んでください。"
OLD = (
    "古い形式のOffice（.doc、.xls、.ppt）、パスワードの付いたOffice、Outlookの.msgは"
    "受け取れません。PDFか .docx、.xlsx、.pptx、.eml で保存し直してください。"
)
BROKEN_PDF = "PDFとして読めません。途中で切れているか、壊れています。"
UNKNOWN = f"受け取れない種類のファイルです。受け取れるのは、{TAKEN}です。"
NO_MAIL = "メールとして読めません。差出人などの見出しのある .eml で保存し直してください。"
NO_PICTURE = "写真ではありません。JPEGかPNGの写真を選んでください。"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be kept, exactly as it was sent."""

    name: str
    kind: FileKind
    content: bytes
    sha256: str

    @property
    def size(self) -> int:
        return len(self.content)


def checked(given_name: str, content: bytes, megabytes: int) -> CheckedFile:
    """The file, if it is what it says and no bigger than that. Raises FileRefusedError."""
    name = file_name(given_name)
    if not content:
        raise FileRefusedError(EMPTY)
    if len(content) > megabytes * MIB:
        raise FileRefusedError(f"ファイルが大きすぎます。{megabytes}MBまでにしてください。")
    if name.lower().endswith(MACRO_SUFFIXES):
        raise FileRefusedError(MACROS)
    kind, claimed = _kind(content, name), kind_named(name)
    if kind is not claimed:
        raise FileRefusedError(
            f"名前（拡張子）と中身が合いません。中身は{FILE_KIND[kind]}です。"
            "正しい拡張子に直してから選んでください。"
        )
    return CheckedFile(name, kind, content, sha256(content).hexdigest())


def checked_picture(given_name: str, content: bytes, megabytes: int) -> CheckedFile:
    """The same for what has to be a photograph."""
    found = checked(given_name, content, megabytes)
    if found.kind not in PICTURES:
        raise FileRefusedError(NO_PICTURE)
    return found


def _kind(content: bytes, name: str) -> FileKind:
    for sign, look in LOOKS.items():
        if content.startswith(sign):
            return look(content)
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        raise FileRefusedError(HEIC)
    return _kind_of_text(content, kind_named(name))


def _kind_of_text(content: bytes, claimed: FileKind | None) -> FileKind:
    """Characters may be anything: only the name tells a mail from a text about one."""
    if claimed is FileKind.MAIL:
        if not is_mail(content):
            raise FileRefusedError(NO_MAIL)
        return FileKind.MAIL
    if claimed is None or not is_text(content):
        raise FileRefusedError(UNKNOWN)
    return FileKind.TEXT


def _pdf(content: bytes) -> FileKind:
    tail = content[-PDF_TAIL:]
    if not PDF_HEAD.match(content) or PDF_END not in tail or PDF_INDEX not in tail:
        raise FileRefusedError(BROKEN_PDF)
    return FileKind.PDF


def _jpeg(content: bytes) -> FileKind:
    check_picture(content, "JPEG")
    return FileKind.JPEG


def _png(content: bytes) -> FileKind:
    check_picture(content, "PNG")
    return FileKind.PNG


def _old(_content: bytes) -> FileKind:
    raise FileRefusedError(OLD)


LOOKS: Mapping[bytes, Callable[[bytes], FileKind]] = {
    b"%PDF-": _pdf,
    b"\xff\xd8\xff": _jpeg,
    b"\x89PNG\r\n\x1a\n": _png,
    b"PK\x03\x04": office_kind,
    b"PK\x05\x06": office_kind,
    OLD_OFFICE: _old,
}
