"""特記事項の文章ファイル: the text of a .txt or .docx, distrusted until it has been checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from app.workbooks.limits import MIB, Limits
from app.workbooks.package import OLE, Package, opened
from app.workbooks.problem import BrokenWorkbookError
from app.workbooks.xml_part import feed, new_parser, refuse_entities

DOCUMENT = "word/document.xml"
MACROS = ("word/vbaproject.bin", "word/vbadata.xml")
DOCX_LIMITS = Limits(
    file_bytes=8 * MIB, entries=500, unpacked_bytes=64 * MIB, ratio=100, ratio_from=4 * MIB
)
LONGEST_TEXT = 1_000_000
DEEPEST = 256
WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",  # the strict form of the standard
)
PDF = (
    "中身がPDFのため読み込めません。Wordの文書（.docx）か、文章だけのファイル（.txt）に"
    "してください。"
)
OLD_WORD = (
    "古い形式（.doc）か、パスワードのある文書です。Wordで「Word 文書（.docx）」として"
    "保存し直してください。"
)
NOT_TEXT = (
    "文章のファイルではありません。Wordの文書（.docx）か、文章だけのファイル（.txt、"
    "UTF-8またはShift_JIS）を選んでください。"
)
NOT_WORD = "Wordの文書（.docx）ではありません。Wordで「Word 文書（.docx）」として保存してください。"
HAS_MACROS = (
    "マクロを含む文書は、安全のため読み込みません。Wordで「Word 文書（.docx）」として"
    "保存し直してください。"
)
DAMAGED_WORD = (
    "ファイルが壊れているか、大きすぎるため、読み込めません。"
    "Wordで開いて保存し直したファイルを選んでください。"
)
TOO_LONG = "文章が長すぎるため、読み込めません。特記事項の部分だけのファイルにしてください。"


def clause_text(content: bytes) -> str:
    """The text of the file; what it is says its content, not its name.

    Raises BrokenWorkbookError with one sentence where it cannot be read.
    """
    if content.startswith(b"PK\x03\x04"):
        return _of_word(content)
    if content.startswith(OLE):
        raise BrokenWorkbookError(OLD_WORD)
    if content[:1024].lstrip().startswith(b"%PDF-"):
        raise BrokenWorkbookError(PDF)
    return _plain(content)


def _plain(content: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or Shift_JIS as Windows writes it."""
    encodings = ["utf-8-sig", "cp932"]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(ord(sign) < 32 and sign not in "\t\n\r\f\v" for sign in text):
            break
        return text
    raise BrokenWorkbookError(NOT_TEXT)


def _of_word(content: bytes) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(content)
        try:
            return _read(path)
        except BrokenWorkbookError as broken:
            if str(broken.problem.message) in OWN_SENTENCES:
                raise
            raise BrokenWorkbookError(DAMAGED_WORD) from broken


def _read(path: Path) -> str:
    with opened(path, DOCX_LIMITS) as package:
        if any(part in package for part in MACROS):
            raise BrokenWorkbookError(HAS_MACROS)
        if DOCUMENT not in package:
            raise BrokenWorkbookError(NOT_WORD)
        refuse_entities(package)
        return "".join(_document(package))


def _document(package: Package) -> Iterator[str]:
    """The text of the document: a line for a paragraph, a tab between the cells of a row."""
    parser, reader = new_parser(), _Reader()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    length = 0
    for _ in feed(parser, package.chunks(DOCUMENT)):
        found = reader.taken()
        length += len(found)
        if length > LONGEST_TEXT:
            raise BrokenWorkbookError(TOO_LONG)
        yield found


class _Reader:
    """What of the document's XML is text; deleted words and field codes are not."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._depth = 0
        self._in_text = 0
        self._cells: list[int] = []
        self._paragraphs = 0

    def taken(self) -> str:
        found, self._found = "".join(self._found), []
        return found

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise BrokenWorkbookError(DAMAGED_WORD)
        match _local(name):
            case "t":
                self._in_text += 1
            case "tab":
                self._found.append("\t")
            case "br" | "cr":
                self._found.append("\n")
            case "tr":
                self._cells.append(0)
            case "tc" | "p" as part if self._cells:
                self._in_row(part)

    def _in_row(self, part: str) -> None:
        """A tab before each further cell, a blank before each further paragraph of a cell."""
        if part == "tc":
            self._found.append("\t" if self._cells[-1] else "")
            self._cells[-1] += 1
            self._paragraphs = 0
        else:
            self._found.append(" " if self._paragraphs else "")
            self._paragraphs += 1

    def end(self, name: str) -> None:
        self._depth -= 1
        match _local(name):
            case "t":
                self._in_text -= 1
            case "tr":
                self._cells.pop()
                self._found.append("\n")
            case "p" if not self._cells:
                self._found.append("\n")

    def text(self, words: str) -> None:
        if self._in_text:
            self._found.append(words)


def _local(name: str) -> str:
    for space in WORD:
        if name.startswith(space):
            return name[len(space) :]
    return ""


OWN_SENTENCES = frozenset({HAS_MACROS, NOT_WORD, TOO_LONG, DAMAGED_WORD})
