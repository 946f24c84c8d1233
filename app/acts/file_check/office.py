"""Officeのファイルを確かめる: which document a package is, unpacked within bounds; no macros."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from app.acts.file_check.refusal import FileRefusedError
from audits.file_kind import FileKind

MOST_PARTS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_TYPES = 1024 * 1024  # of the list of contents
PIECE = 1024 * 1024
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # Office packs in no other way
ENTRY_SIGN = b"PK\x01\x02"
TYPES = "[Content_Types].xml"
NAMESPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
MAIN_TYPES: Mapping[str, FileKind] = {
    f"application/vnd.openxmlformats-officedocument.{what}.main+xml": kind
    for what, kind in (
        ("wordprocessingml.document", FileKind.WORD),
        ("spreadsheetml.sheet", FileKind.EXCEL),
        ("presentationml.presentation", FileKind.POWERPOINT),
    )
}
MACRO_SUFFIXES = (
    *(".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb"),
    *(".pptm", ".potm", ".ppsm", ".ppam", ".sldm"),
)
MACRO_PARTS = (*MACRO_SUFFIXES, "vbaproject.bin", "vbadata.xml")
MACRO_FOLDER = "macrosheets/"
MACRO_TYPES = ("macroenabled", "macrosheet", "vbaproject")
UNSOUND = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
BROKEN = "Officeのファイルとして読めません。壊れているか、途中で切れています。"
NOT_OFFICE = (
    "ZIPなどのまとめたファイルは受け取れません。中のファイルを取り出して、1つずつ選んでください。"
)
LOCKED = "パスワードの付いたファイルは受け取れません。パスワードを外して保存し直してください。"
TOO_BIG = "開くと大きくなりすぎるファイルです。中の図などを減らすか、PDFにしてください。"
MACROS = "マクロの入ったファイルは受け取れません。PDFか、マクロのない形式で保存し直してください。"


def office_kind(content: bytes) -> FileKind:
    """Which document the package is. Raises FileRefusedError."""
    if content.count(ENTRY_SIGN) > MOST_PARTS:  # before anything is made of its list
        raise FileRefusedError(TOO_BIG)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return _kind(package)
    except FileRefusedError:
        raise
    except UNSOUND as broken:
        raise FileRefusedError(BROKEN) from broken


def _kind(package: zipfile.ZipFile) -> FileKind:
    parts = package.infolist()
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefusedError(TOO_BIG)
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefusedError(LOCKED)
    if any(part.compress_type not in PACKED for part in parts):
        raise FileRefusedError(BROKEN)
    listed = [part for part in parts if part.filename == TYPES]
    if len(listed) != 1:
        raise FileRefusedError(NOT_OFFICE)
    if listed[0].file_size > MOST_TYPES:
        raise FileRefusedError(TOO_BIG)
    _check_macro_parts(part.filename for part in parts)
    types = _types(package.read(listed[0]))
    if any(sign in one for sign in MACRO_TYPES for one in types):
        raise FileRefusedError(MACROS)
    kinds = {kind for main, kind in MAIN_TYPES.items() if main in types}
    if len(kinds) != 1:
        raise FileRefusedError(NOT_OFFICE)
    _read_whole(package, parts)
    return kinds.pop()


def _check_macro_parts(names: Iterable[str]) -> None:
    for name in names:
        lowered = name.lower().replace("\\", "/")
        if lowered.endswith(MACRO_PARTS) or MACRO_FOLDER in lowered:
            raise FileRefusedError(MACROS)


def _types(listed: bytes) -> set[str]:
    """The types of all parts, in small letters."""
    try:
        root: Element = fromstring(listed, forbid_dtd=True)
    except (ParseError, DefusedXmlException) as broken:
        raise FileRefusedError(BROKEN) from broken
    found = (one.get("ContentType", "") for one in root if one.tag.startswith(NAMESPACE))
    return {kind.lower() for kind in found}


def _read_whole(package: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo]) -> None:
    """Every part, piece by piece: what was cut off or changed does not fit its sum."""
    for part in parts:
        with package.open(part) as opened:
            while opened.read(PIECE):
                pass
