"""ファイルの入れ物: the zip that an .xlsx is, checked before anything in it is unpacked."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from app.workbooks.limits import MIB, Limits
from app.workbooks.problem import BrokenWorkbookError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
END_RECORD = b"PK\x05\x06"
END_RECORD_SIZE = 22
END_LOCATOR_64 = b"PK\x06\x07"
END_LOCATOR_64_SIZE = 20
LONGEST_COMMENT = 65_535
ENCRYPTED_FLAG = 0x1
CHUNK = 64 * 1024

NOT_A_WORKBOOK = (
    "Excelのブック（.xlsx）ではありません。Excelで「Excel ブック（.xlsx）」として保存したファイルを"
    "選んでください。"
)
A_PDF = "中身がPDFのため読み込めません。元のExcelのブック（.xlsx）を選んでください。"
HAS_PASSWORD = "パスワードで保護されています。パスワードを外して保存したブックを選んでください。"  # noqa: S105  a sentence about one
OLD_FORMAT = "古い形式（.xls）です。「Excel ブック（.xlsx）」として保存し直してください。"
DAMAGED = (
    "ファイルが壊れているか途中で切れているため、読み込めません。"
    "Excelで開いて保存し直したファイルを選んでください。"
)
UNPACKS_TOO_BIG = (
    "展開すると大きくなりすぎるファイルのため、読み込みません。"
    "不要なシートや行を削除して保存し直してください。"
)
# NotImplementedError is what the library raises where a part is packed in a way it does not know.
_DAMAGE = (BadZipFile, zlib.error, EOFError, OSError, struct.error, NotImplementedError, ValueError)


class Package:
    """The parts of an opened workbook; every declared size is inside the limits."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._parts = {info.filename.lower(): info for info in archive.infolist()}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    def names(self) -> Iterator[str]:
        return iter(self._parts)

    def size(self, part: str) -> int:
        return self._parts[part.lower()].file_size

    def chunks(self, part: str) -> Iterator[bytes]:
        """The part's bytes, piece by piece; a missing or damaged part is one sentence."""
        info = self._parts.get(part.lower())
        if info is None:
            raise BrokenWorkbookError(DAMAGED)
        try:
            with self._archive.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    yield chunk
        except _DAMAGE as error:
            raise BrokenWorkbookError(DAMAGED) from error


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[Package]:
    """The workbook's parts, after every check that needs no unpacking."""
    _check_size(path, limits)
    _check_content(path)
    _check_directory_size(path, limits)
    try:
        archive = ZipFile(path)
    except _DAMAGE as error:
        raise BrokenWorkbookError(DAMAGED) from error
    with archive:
        _check_entries(archive.infolist(), limits)
        yield Package(archive)


def _check_size(path: Path, limits: Limits) -> None:
    if path.stat().st_size > limits.file_bytes:
        raise BrokenWorkbookError(
            f"ファイルが大きすぎます。読み込めるのは{limits.file_bytes // MIB:,}MBまでです。"
        )


def _check_content(path: Path) -> None:
    """The first bytes, not the name, say what a file is."""
    with path.open("rb") as file:
        head = file.read(1024)
        if head.startswith(b"PK"):
            return
        if head.startswith(OLE):
            encrypted = ENCRYPTED_PACKAGE in head + file.read()
            raise BrokenWorkbookError(HAS_PASSWORD if encrypted else OLD_FORMAT)
    raise BrokenWorkbookError(A_PDF if b"%PDF-" in head else NOT_A_WORKBOOK)


def _check_directory_size(path: Path, limits: Limits) -> None:
    """The list of entries itself may be the bomb: its size is looked at before it is read."""
    with path.open("rb") as file:
        size = path.stat().st_size
        file.seek(max(0, size - LONGEST_COMMENT - END_RECORD_SIZE - END_LOCATOR_64_SIZE))
        tail = file.read()
    at = tail.rfind(END_RECORD)
    if at < 0 or len(tail) - at < END_RECORD_SIZE:
        raise BrokenWorkbookError(DAMAGED)
    entries, directory_bytes = struct.unpack_from("<HL", tail, at + 10)
    # A workbook of 64 MB never needs the 64-bit records, which could tell another size.
    if END_LOCATOR_64 in tail[max(0, at - END_LOCATOR_64_SIZE) : at]:
        raise BrokenWorkbookError(DAMAGED)
    if entries > limits.entries or directory_bytes > limits.directory_bytes:
        raise BrokenWorkbookError(_too_many_entries(limits))


def _too_many_entries(limits: Limits) -> str:
    return (
        f"ブックの中の部品が{limits.entries:,}個を超えているため、読み込みません。"
        "画像などを取り除いて保存し直してください。"
    )


def _check_entries(entries: list[ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise BrokenWorkbookError(_too_many_entries(limits))
    if len({info.filename.lower() for info in entries}) < len(entries):
        raise BrokenWorkbookError(DAMAGED)
    if sum(info.file_size for info in entries) > limits.unpacked_bytes:
        raise BrokenWorkbookError(UNPACKS_TOO_BIG)
    for info in entries:
        _check_entry(info, limits)


def _check_entry(info: ZipInfo, limits: Limits) -> None:
    if info.flag_bits & ENCRYPTED_FLAG:
        raise BrokenWorkbookError(HAS_PASSWORD)
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BrokenWorkbookError(DAMAGED)
    dense = info.file_size > info.compress_size * limits.ratio
    if dense and info.file_size > limits.ratio_from:
        raise BrokenWorkbookError(UNPACKS_TOO_BIG)
