"""証拠のファイル: what is taken is what it says it is; the rest is refused with a sentence."""

from __future__ import annotations

import re
import struct
import zlib

import pytest

from app.acts.file_check.content import checked, checked_picture
from app.acts.file_check.names import file_name
from app.acts.file_check.refusal import FileRefusedError
from audits.file_kind import FileKind
from tests.unit.evidence_files import (
    EXCEL,
    MAIL,
    MAIN,
    PDF,
    POWERPOINT,
    TEXT,
    WORD,
    noisy_picture,
    office,
    package,
    picture,
    shortly,
    types,
)

MB = 1024 * 1024
LIMIT = 10


def refused(name: str, content: bytes, megabytes: int = LIMIT) -> str:
    with pytest.raises(FileRefusedError) as told:
        checked(name, content, megabytes)
    return str(told.value)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("証明書.pdf", PDF, FileKind.PDF),
        ("現地.JPG", picture("JPEG"), FileKind.JPEG),
        ("現地.jpeg", picture("JPEG"), FileKind.JPEG),
        ("画面.png", picture("PNG"), FileKind.PNG),
        ("報告.docx", office(WORD), FileKind.WORD),
        ("一覧.xlsx", office(EXCEL), FileKind.EXCEL),
        ("説明.pptx", office(POWERPOINT), FileKind.POWERPOINT),
        ("記録.txt", TEXT, FileKind.TEXT),
        ("古い記録.txt", "立会いの記録\r\n".encode("cp932"), FileKind.TEXT),
        ("もっと古い記録.txt", "立会いの記録".encode("iso2022_jp"), FileKind.TEXT),
        ("メモ帳.txt", "立会いの記録".encode("utf-16"), FileKind.TEXT),
        ("連絡.eml", MAIL, FileKind.MAIL),
        ("連絡.txt", MAIL, FileKind.TEXT),
    ],
    ids=shortly,
)
def test_a_file_that_is_what_it_says_is_taken_as_it_is(name, content, kind):
    found = checked(name, content, LIMIT)
    assert (found.name, found.kind, found.content) == (name, kind, content)
    assert found.size == len(content)


@pytest.mark.parametrize(
    ("name", "content", "inside"),
    [
        ("証明書.pdf", picture("JPEG"), "JPEGの写真"),
        ("写真.jpg", picture("PNG"), "PNGの画像"),
        ("写真.jpg", PDF, "PDFの書類"),
        ("報告.docx", office(EXCEL), "Excelのブック"),
        ("記録.txt", PDF, "PDFの書類"),
        ("連絡.eml", PDF, "PDFの書類"),
        ("写真.png", TEXT, "テキスト"),
        ("証明書", PDF, "PDFの書類"),
        ("program.exe", PDF, "PDFの書類"),
    ],
    ids=shortly,
)
def test_a_file_that_lies_about_its_type_is_refused_with_what_it_is(name, content, inside):
    assert f"中身は{inside}です" in refused(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<!doctype html><script>alert(1)</script>"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("名簿.csv", "氏名,住所\r\n".encode()),
        ("program.exe", b"MZ\x90\0" + bytes(200)),
        ("記録.txt", b"MZ\x90\0" + bytes(200)),
        ("picture.gif", b"GIF89a" + bytes(20)),
        ("記録.txt", b"\x00\x01\x02"),
    ],
    ids=shortly,
)
def test_what_is_not_on_the_list_is_refused_with_the_list(name, content):
    assert "受け取れるのは、PDF、写真" in refused(name, content)


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
def test_a_heic_photograph_is_told_to_become_a_jpeg(brand):
    content = b"\0\0\0\x18ftyp" + brand + bytes(100)
    assert "HEICの写真は受け取れません。JPEGで" in refused("IMG_1.heic", content)
    assert "HEIC" in refused("IMG_1.jpg", content)


@pytest.mark.parametrize("name", ["古い.doc", "連絡.msg", "鍵付き.docx"])
def test_old_and_locked_office_files_are_refused_with_what_helps(name):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    assert "パスワードの付いたOffice" in refused(name, content)


def test_an_empty_file_is_refused():
    assert refused("証明書.pdf", b"") == "ファイルが空です。"


def test_a_file_may_be_as_big_as_the_city_says_and_not_one_byte_bigger():
    fits = TEXT + b"a" * (MB - len(TEXT))
    assert checked("記録.txt", fits, 1).size == MB
    assert "1MBまで" in refused("記録.txt", fits + b"a", 1)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.95])
def test_a_picture_that_is_cut_off_is_refused(form, part):
    whole = noisy_picture(form)
    name = "写真.jpg" if form == "JPEG" else "写真.png"
    assert checked(name, whole, LIMIT).size == len(whole)
    assert "最後まで読めません" in refused(name, whole[: int(len(whole) * part)])


def test_a_picture_that_is_only_a_beginning_is_refused():
    assert "最後まで読めません" in refused("写真.jpg", b"\xff\xd8\xff\xe0")
    assert "最後まで読めません" in refused("写真.png", b"\x89PNG\r\n\x1a\n")


def a_png_of(width: int, height: int) -> bytes:
    """A PNG that says it is so big, without what it would take to draw it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + checksum

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    drawn = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + drawn + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [6_000, 12_000, 50_000])
def test_a_picture_of_endless_width_is_refused_before_it_is_drawn(side):
    assert "大きすぎます" in refused("写真.png", a_png_of(side, side))


def test_a_photograph_as_telephones_make_them_is_taken():
    assert checked("写真.jpg", picture("JPEG", 4_000, 3_000), LIMIT).kind is FileKind.JPEG


def test_a_pdf_that_is_cut_off_is_refused():
    assert "PDFとして読めません" in refused("証明書.pdf", PDF[:40])
    assert "PDFとして読めません" in refused("証明書.pdf", b"%PDF-")


@pytest.mark.parametrize(
    "content",
    [
        office(WORD, word__vbaProject__bin=b"x"),
        office(WORD, embedded__xlsm=b"x"),
        package(
            {
                "[Content_Types].xml": types(
                    MAIN.format(what=EXCEL), "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
                )
            }
        ),
        package(
            {
                "[Content_Types].xml": types(MAIN.format(what=EXCEL)),
                "xl/macrosheets/sheet1.xml": b"<x/>",
            }
        ),
    ],
    ids=shortly,
)
def test_macros_are_found_wherever_they_hide(content):
    assert "マクロ" in refused("報告.docx", content)


@pytest.mark.parametrize("suffix", [".docm", ".xlsm", ".pptm", ".xlsb", ".XLSM"])
def test_a_name_of_a_macro_file_is_enough(suffix):
    assert "マクロ" in refused(f"報告{suffix}", office(WORD))


def test_a_zip_that_is_no_document_is_refused():
    assert "ZIPなど" in refused("まとめ.zip", package({"a.txt": b"a"}))
    assert "ZIPなど" in refused("報告.docx", package({"[Content_Types].xml": types("text/xml")}))
    assert "ZIPなど" in refused("報告.docx", package({}))


def test_a_document_that_unpacks_without_end_is_refused_unopened():
    bomb = office(WORD, a__xml=bytes(210 * MB))
    assert len(bomb) < MB
    assert "開くと大きくなりすぎる" in refused("報告.docx", bomb)


def test_a_document_of_endless_parts_is_refused_before_its_list_is_read():
    parts = {f"p{number}.xml": b"" for number in range(5_100)}
    many = package({"[Content_Types].xml": types(MAIN.format(what=WORD)), **parts})
    assert "開くと大きくなりすぎる" in refused("報告.docx", many)


def test_a_document_whose_sizes_lie_is_refused():
    honest = office(WORD, a__xml=b"a" * 5_000)
    assert honest.count(struct.pack("<I", 5_000)) == 2
    lying = honest.replace(struct.pack("<I", 5_000), struct.pack("<I", 50))
    assert "Officeのファイルとして読めません" in refused("報告.docx", lying)


def test_a_document_that_was_damaged_is_refused():
    whole = office(WORD, a__xml=noisy_picture())
    middle = len(whole) // 2
    spoilt = whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :]
    assert "Officeのファイルとして読めません" in refused("報告.docx", spoilt)
    assert "Officeのファイルとして読めません" in refused("報告.docx", whole[:middle])


def test_a_locked_part_is_refused():
    whole = bytearray(office(WORD))
    for found in re.finditer(b"PK\x01\x02", bytes(whole)):
        whole[found.start() + 8] |= 1
    assert "パスワードを外して" in refused("報告.docx", bytes(whole))


@pytest.mark.parametrize(
    "listed",
    [
        b"<Types",
        b"",
        b'<!DOCTYPE t [<!ENTITY a "b">]><Types>&a;</Types>',
        b'<!DOCTYPE t SYSTEM "file:///etc/passwd"><Types/>',
    ],
)
def test_a_list_of_contents_that_plays_tricks_is_refused(listed):
    content = package({"[Content_Types].xml": listed})
    assert "Officeのファイルとして読めません" in refused("報告.docx", content)


@pytest.mark.parametrize(
    "content",
    [b"\r\n\r\nno head", b"From: a@example.jp\r\n\r\nx", b"Subject: x\r\n\r\nx", b"\0" * 50, TEXT],
)
def test_a_mail_without_a_head_is_refused(content):
    assert "メールとして読めません" in refused("連絡.eml", content)


def test_only_pictures_are_photographs():
    assert checked_picture("写真.jpg", picture(), LIMIT).kind is FileKind.JPEG
    with pytest.raises(FileRefusedError, match="写真ではありません"):
        checked_picture("証明書.pdf", PDF, LIMIT)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("\\\\server\\共有\\証明書.pdf", "証明書.pdf"),
        ("../../etc/証明書.pdf", "証明書.pdf"),
        (" 神﨑様 𠮷田.pdf ", "神﨑様 𠮷田.pdf"),
        ("$(id);touch x.pdf", "$(id);touch x.pdf"),
        ("a\"b'c.pdf", "a\"b'c.pdf"),
        ("外字\ue000.pdf", "外字\ue000.pdf"),
    ],
)
def test_of_a_name_only_the_folders_are_left_out(given, kept):
    assert file_name(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "a\r\nSet-Cookie: x.pdf",
        "a\0.pdf",
        "報告\u202efdp.exe",
        "報告\u200f.pdf",
        "報告\u200b.pdf",
        "報告\ud800.pdf",
        "報告\u2028.pdf",
        "報告\x1b[31m.pdf",
    ],
)
def test_a_name_with_signs_that_nobody_sees_is_refused(given):
    with pytest.raises(FileRefusedError, match="見えない文字"):
        file_name(given)


@pytest.mark.parametrize("given", ["", "   ", "..", "folder/", "folder\\"])
def test_a_file_without_a_name_is_refused(given):
    with pytest.raises(FileRefusedError, match="名前がありません"):
        file_name(given)


def test_a_name_of_three_hundred_characters_is_refused():
    with pytest.raises(FileRefusedError, match="150文字以内"):
        file_name("あ" * 296 + ".pdf")
    assert len(file_name("あ" * 146 + ".pdf")) == 150
