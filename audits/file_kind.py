"""ファイルの種類: what may be attached as evidence, and how such files are named."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class FileKind(Enum):
    """What a file is by its content, whatever its name says."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    WORD = "word"
    EXCEL = "excel"
    POWERPOINT = "powerpoint"
    TEXT = "text"
    MAIL = "mail"


PICTURES = frozenset({FileKind.JPEG, FileKind.PNG})
SUFFIXES: Mapping[FileKind, tuple[str, ...]] = {
    FileKind.PDF: (".pdf",),
    FileKind.JPEG: (".jpg", ".jpeg"),
    FileKind.PNG: (".png",),
    FileKind.WORD: (".docx",),
    FileKind.EXCEL: (".xlsx",),
    FileKind.POWERPOINT: (".pptx",),
    FileKind.TEXT: (".txt",),
    FileKind.MAIL: (".eml",),
}


def kind_named(name: str) -> FileKind | None:
    """The kind that a file's name claims; None where it claims none of these."""
    lowered = name.lower()
    return next((kind for kind, ends in SUFFIXES.items() if lowered.endswith(ends)), None)
