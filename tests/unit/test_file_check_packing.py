"""証拠のファイル: packages packed as Office never packs them, and pictures of telephones."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from PIL import Image

from app.acts.file_check.content import checked
from app.acts.file_check.refusal import FileRefusedError
from audits.file_kind import FileKind
from tests.unit.evidence_files import MAIN, WORD, types


def packed(how: int) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", how) as opened:
        opened.writestr("[Content_Types].xml", types(MAIN.format(what=WORD)))
        opened.writestr("main.xml", b"<main/>" * 500)
    return made.getvalue()


@pytest.mark.parametrize("how", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
@pytest.mark.parametrize("is_damaged", [True, False])
def test_a_document_packed_as_office_never_does_is_refused_with_a_sentence(how, is_damaged):
    content = bytearray(packed(how))
    if is_damaged:
        content[60:90] = b"\xff" * 30  # within what is packed
    with pytest.raises(FileRefusedError) as told:
        checked("報告.docx", bytes(content), 10)
    assert "Officeのファイルとして読めません" in str(told.value)


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_document_packed_as_office_does_is_taken(how):
    assert checked("報告.docx", packed(how), 10).kind is FileKind.WORD


def test_a_picture_of_several_pictures_is_as_wide_as_a_telephone_makes_it():
    made = BytesIO()
    wide = Image.new("L", (6_000, 4_500))  # 27 million points: more than a PNG may have
    wide.save(made, "MPO", save_all=True, append_images=[Image.new("L", (60, 45))])
    assert checked("現地.jpg", made.getvalue(), 10).kind is FileKind.JPEG
