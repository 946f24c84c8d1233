"""ファイルの種類のことば: what each kind of file is called."""

from __future__ import annotations

from collections.abc import Mapping

from audits.file_kind import FileKind

FILE_KIND: Mapping[FileKind, str] = {
    FileKind.PDF: "PDFの書類",
    FileKind.JPEG: "JPEGの写真",
    FileKind.PNG: "PNGの画像",
    FileKind.WORD: "Wordの文書",
    FileKind.EXCEL: "Excelのブック",
    FileKind.POWERPOINT: "PowerPointの資料",
    FileKind.TEXT: "テキスト",
    FileKind.MAIL: "メール",
}
