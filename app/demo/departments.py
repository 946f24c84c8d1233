"""お試しの市の組織: its departments, each with the section that answers for contracts."""

from __future__ import annotations

from dataclasses import dataclass

CITY_NAME = "青葉野市"
MAYOR, BOARD = "市長", "教育委員会"


@dataclass(frozen=True, slots=True)
class Department:
    """A department: its name, how contract numbers abbreviate it, its agency and section."""

    name: str
    short: str
    agency: str
    section: str


GUIDANCE = Department("教育指導課", "教指", BOARD, "指導係")
SUPPORT = Department("教育支援課", "教支", BOARD, "学務情報係")
SYSTEMS = Department("情報政策課", "情政", MAYOR, "情報システム係")
FAMILIES = Department("子ども家庭課", "子家", MAYOR, "手当係")
NURSERIES = Department("保育課", "保育", MAYOR, "保育給付係")
HEALTH = Department("健康推進課", "健推", MAYOR, "健診係")
REGISTRY = Department("戸籍住民課", "戸住", MAYOR, "住民記録係")
COMMUNITY = Department("地域包括ケア推進課", "地包", MAYOR, "地域支援係")

DEPARTMENTS = (
    GUIDANCE, SUPPORT, SYSTEMS, FAMILIES, NURSERIES, HEALTH, REGISTRY, COMMUNITY,
)  # fmt: skip
