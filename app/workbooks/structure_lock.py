"""シート構成の固定: nobody adds, renames or deletes a sheet of a book by a slip; no password."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

WORKBOOK = "xl/workbook.xml"
BEFORE, LOCK = b"<bookViews>", b'<workbookProtection lockStructure="1"/>'


def lock_structure(path: Path) -> None:
    """Writes the lock into a book of ours, which XlsxWriter has no word for."""
    draft = path.with_name(f".locked-{path.name}")
    with ZipFile(path) as source, ZipFile(draft, "w", ZIP_DEFLATED) as locked:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == WORKBOOK:
                content = content.replace(BEFORE, LOCK + BEFORE, 1)
            locked.writestr(part, content)
    draft.replace(path)
