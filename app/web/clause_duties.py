"""特記事項がさせること: which duties a clause set asks for and in which rhythm, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from audits.kind import KIND_RULES, PPC_FINAL_DAYS_IMPROPER_PURPOSE, Kind
from audits.wording import KIND, PARTY, SUBCONTRACTING
from checklists.clause import Party
from checklists.clause_set import ClauseSet

NOT_ASKED = "求めません"


@dataclass(frozen=True, slots=True)
class ClauseDuties:
    """What one clause set asks for: (the duty, when it has to be done), as a list shows it."""

    id: str
    title: str
    duties: tuple[tuple[str, str], ...]


def clause_duties(
    sets: Mapping[str, ClauseSet], offered: Iterable[tuple[str, str]]
) -> list[ClauseDuties]:
    """What each of the clause sets asks for that a form offers by (id, title)."""
    return [ClauseDuties(key, title, tuple(_duties(sets[key]))) for key, title in offered]


def _duties(found: ClauseSet) -> Iterable[tuple[str, str]]:
    yield "再委託", SUBCONTRACTING[found.subcontracting]
    for kind, told in _TOLD.items():
        setting = found.kinds.get(kind.value)
        days = KIND_RULES[kind].days or 0
        if setting is not None and setting.days is not None:
            days = setting.days
        is_asked = setting is None or setting.enabled is not False
        words = told(found, days) if is_asked else NOT_ASKED
        if words:
            yield KIND[kind], words


def _inspection(found: ClauseSet, _days: int) -> str:
    words = f"年度ごとに{found.inspections_per_fiscal_year}回以上"
    return f"{words}。再委託先も同じ" if found.allows_subcontracting else words


def _training(found: ClauseSet, _days: int) -> str:
    return "年度ごとに報告を受ける" if found.training_yearly else "立入調査のときに見る"


def _periodic_report(found: ClauseSet, days: int) -> str:
    if found.binds is not Party.PRIME:
        return ""
    return f"下の「定期報告」で選んだ期間ごとに、次の月の{days}日まで"


def _consent(found: ClauseSet, _days: int) -> str:
    return "再委託の開始日の前日まで" if found.allows_subcontracting else ""


def _disposal(found: ClauseSet, days: int) -> str:
    if not found.return_when_no_longer_needed:
        return "契約の終わりにまとめて行う"
    return f"いらなくなった日から{days}日以内"


def _certificate(found: ClauseSet, days: int) -> str:
    whom = "と".join(PARTY[party] for party in found.certificate_to)
    return f"終了日から{days}日以内。証明書の宛先は{whom}"


def _certification(found: ClauseSet, _days: int) -> str:
    return "下の「求める認証」に書いた制度ごと" if found.binds is Party.PRIME else ""


# Only what a contract owes by its clause set; what somebody asks for or promises has its own day.
_TOLD: Mapping[Kind, Callable[[ClauseSet, int], str]] = {
    Kind.INSPECTION: _inspection,
    Kind.HANDLER_REPORT: lambda _, _days: "開始日まで",
    Kind.TRAINING: _training,
    Kind.PERIODIC_REPORT: _periodic_report,
    Kind.SUBCONTRACT_CONSENT: _consent,
    Kind.DATA_DISPOSAL: _disposal,
    Kind.ERASURE_CERTIFICATE: _certificate,
    Kind.ERASURE_CONFIRMATION: lambda _, days: f"証明書を受け取った日から{days}日以内",
    Kind.BACKUP_EXPIRY: lambda _, _days: "証明書に書かれた控えの消える日",
    Kind.CORRECTIVE_ACTION: lambda _, days: f"決めた日まで。決めなければ調査から{days}日以内",
    Kind.INCIDENT_REPORT: lambda _, days: f"市が知った日の後、{days}開庁日目まで",
    Kind.PPC_PRELIMINARY: lambda _, days: f"市が知った日を1日目として{days}日目まで",
    Kind.PPC_FINAL: lambda _, days: (
        f"市が知った日を1日目として{days}日目まで"
        f"（不正の目的のおそれがあれば{PPC_FINAL_DAYS_IMPROPER_PURPOSE}日目まで）"
    ),
    Kind.CERTIFICATION: _certification,
}
