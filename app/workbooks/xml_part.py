"""XMLの読み方: one part of a workbook through expat, with everything dangerous refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from app.workbooks.package import DAMAGED, Package
from app.workbooks.problem import BrokenWorkbookError

MAIN_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # the strict form of the standard
)
DEEPEST = 64
LONGEST_TOKEN = 1024 * 1024
LONGEST_PROLOGUE = 256 * 1024
UNREADABLE_XML = (
    "使えない文字が含まれているか、ファイルが壊れているため、読み込めません。"
    "Excelで開いて保存し直したファイルを選んでください。"
)
HAS_ENTITIES = "XMLの実体宣言（DOCTYPE）を含むブックは、安全のため読み込みません。"

Attributes = Mapping[str, str]
OnStart = Callable[[Attributes], None]
OnEnd = Callable[[], None]
OnElement = Callable[[str, str, Attributes], None]
Handler = TypeVar("Handler")


def new_parser() -> XMLParserType:
    """An expat parser that stops at the first sign of a DTD, before an entity is known."""
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise BrokenWorkbookError(HAS_ENTITIES)


def feed(parser: XMLParserType, chunks: Iterator[bytes]) -> Iterator[None]:
    """Parses piece by piece, giving way after each; one token may not grow without end."""
    fed = 0
    try:
        for chunk in chunks:
            fed += len(chunk)
            parser.Parse(chunk, False)
            if fed - max(parser.CurrentByteIndex, 0) > LONGEST_TOKEN:
                raise BrokenWorkbookError(DAMAGED)
            yield
        parser.Parse(b"", True)
        yield
    except (ExpatError, LookupError, ValueError) as error:
        raise BrokenWorkbookError(UNREADABLE_XML) from error


class ElementHandlers:
    """Handlers by element name in the namespaces of workbooks; others only count for the depth."""

    def __init__(self, starts: Mapping[str, OnStart], ends: Mapping[str, OnEnd]) -> None:
        self._starts = _qualified(starts)
        self._ends = _qualified(ends)
        self._depth = 0

    def attach(self, parser: XMLParserType) -> None:
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise BrokenWorkbookError(DAMAGED)
        handler = self._starts.get(name)
        if handler is not None:
            handler(attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        handler = self._ends.get(name)
        if handler is not None:
            handler()


def _qualified(handlers: Mapping[str, Handler]) -> dict[str, Handler]:
    return {f"{space} {name}": on for name, on in handlers.items() for space in MAIN_NAMESPACES}


def each_element(package: Package, part: str, most_bytes: int, on_element: OnElement) -> None:
    """Calls `on_element(parent, name, attributes)` for each element of a small part."""
    if part not in package or package.size(part) > most_bytes:
        raise BrokenWorkbookError(DAMAGED)
    open_elements = [""]

    def start(name: str, attributes: Attributes) -> None:
        if len(open_elements) > DEEPEST:
            raise BrokenWorkbookError(DAMAGED)
        local = _local(name)
        plain = {_local(key): value for key, value in attributes.items()}
        on_element(open_elements[-1], local, plain)
        open_elements.append(local)

    def end(_: str) -> None:
        open_elements.pop()

    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    for _ in feed(parser, package.chunks(part)):
        pass


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def refuse_entities(package: Package) -> None:
    """Looks at the beginning of every XML part, also of those that are never read."""
    for part in package.names():
        if part.endswith((".xml", ".rels", ".vml")):
            _check_prologue(package, part)


class _RootReachedError(Exception):
    """The root element began without a DTD before it."""


def _check_prologue(package: Package, part: str) -> None:
    def root(*_: object) -> None:
        raise _RootReachedError

    parser = new_parser()
    parser.StartElementHandler = root
    seen = 0
    try:
        for chunk in package.chunks(part):
            parser.Parse(chunk, False)
            seen += len(chunk)
            if seen > LONGEST_PROLOGUE:
                raise BrokenWorkbookError(DAMAGED)
    except (_RootReachedError, ExpatError, LookupError, ValueError):
        return  # no XML after all: whoever reads the part will say so
