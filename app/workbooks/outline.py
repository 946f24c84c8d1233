"""ブックの見取り図: which sheets a workbook has, and in which parts everything lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import basename, dirname, join, normpath

from app.workbooks.limits import Limits
from app.workbooks.package import DAMAGED, NOT_A_WORKBOOK, Package
from app.workbooks.problem import BrokenWorkbookError
from app.workbooks.xml_part import Attributes, each_element

PACKAGE_RELATIONSHIPS = "_rels/.rels"


@dataclass(frozen=True, slots=True)
class Relationship:
    """What one part says about another: the last word of the type, and where it lies."""

    kind: str
    part: str


@dataclass
class Outline:
    """Sheets in their order (name, part), and the parts that all sheets share."""

    sheets: list[tuple[str, str]] = field(default_factory=list)
    strings: str | None = None
    styles: str | None = None
    from_1904: bool = False
    has_macros: bool = False


def read_outline(package: Package, limits: Limits) -> Outline:
    workbook = _workbook_part(package, limits)
    related = _relationships(package, workbook, limits)
    outline = Outline(
        strings=_first(related, "sharedStrings"),
        styles=_first(related, "styles"),
        has_macros=_first(related, "vbaProject") is not None,
    )
    _read_workbook(package, workbook, related, outline, limits)
    if len(outline.sheets) > limits.sheets:
        raise BrokenWorkbookError(
            f"シートが{limits.sheets}枚を超えているため、読み込みません。"
            "登録ブックのシートだけを残してください。"
        )
    return outline


def _workbook_part(package: Package, limits: Limits) -> str:
    if PACKAGE_RELATIONSHIPS not in package:
        raise BrokenWorkbookError(NOT_A_WORKBOOK)
    main = _first(_relationships(package, "", limits), "officeDocument")
    if main is None or not main.endswith(".xml"):  # .bin: the binary .xlsb
        raise BrokenWorkbookError(NOT_A_WORKBOOK)
    return main


def _relationships(package: Package, part: str, limits: Limits) -> Mapping[str, Relationship]:
    """By their id: what the part (`""`: the whole package) refers to inside the package."""
    found: dict[str, Relationship] = {}

    def element(_: str, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = join("/", dirname(part), attributes.get("Target", ""))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = Relationship(kind, normpath(target).lstrip("/"))

    rels = join(dirname(part), "_rels", f"{basename(part)}.rels")
    each_element(package, rels, limits.small_part_bytes, element)
    return found


def _first(related: Mapping[str, Relationship], kind: str) -> str | None:
    return next((one.part for one in related.values() if one.kind == kind), None)


def _read_workbook(
    package: Package,
    workbook: str,
    related: Mapping[str, Relationship],
    outline: Outline,
    limits: Limits,
) -> None:
    def element(parent: str, name: str, attributes: Attributes) -> None:
        if not parent and name != "workbook":  # a Word or PowerPoint file
            raise BrokenWorkbookError(NOT_A_WORKBOOK)
        if name == "workbookPr":
            outline.from_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "sheet" and parent == "sheets":
            _add_sheet(attributes, related, outline)

    each_element(package, workbook, limits.small_part_bytes, element)


def _add_sheet(
    attributes: Attributes, related: Mapping[str, Relationship], outline: Outline
) -> None:
    relationship = related.get(attributes.get("id", ""))
    name = attributes.get("name", "")
    if relationship is None or not name:
        raise BrokenWorkbookError(DAMAGED)
    if relationship.kind == "worksheet":  # a chart sheet holds no table
        outline.sheets.append((name, relationship.part))
