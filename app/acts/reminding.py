"""督促: the mails of one morning, each to one person, made of what newly reached a threshold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.records import due_list, mails
from app.records.due_list import DueLine, WantedDue
from app.records.mails import NewMail, Recipient
from app.records.people import Person, beside, people_on
from app.records.scope import EVERYTHING, Scope
from audits.due import State
from audits.reminder import ORDER, TOLD, Threshold, is_weekly, reached, to_tell
from audits.roles import Role
from audits.wareki import short_wareki, wareki
from audits.wording import KIND, THRESHOLD

MOST_ITEMS = 20_000
MOST_LINES = 200
NEARING = (State.OVERDUE, State.DUE_SOON)


@dataclass(frozen=True, slots=True)
class Notice:
    """One due item that a person is told of, and the threshold that it has reached."""

    line: DueLine
    threshold: Threshold

    @property
    def item(self) -> str:
        return item_key(self.line)


def item_key(line: DueLine) -> str:
    """Tells a due item with this very due date from every other."""
    about = (line.kind.value, line.basis, line.period, line.fiscal_year, line.due_on.isoformat())
    parts = (line.contract, line.branch, *about)
    return "|".join("" if part is None else str(part) for part in parts)


def morning_mails(session: Session, on: date, base_url: str) -> Iterator[NewMail]:
    """A mail for everybody who has an address and something new to be told, and the weekly list."""
    known = mails.recipients(session)
    for person in people_on(session, on):
        recipient = known.get(person.id)
        if recipient is None or not set(TOLD) & person.roles:
            continue
        mail = _mail(session, person, recipient, on, base_url)
        if mail is not None:
            yield mail


def _mail(
    session: Session, person: Person, recipient: Recipient, on: date, base_url: str
) -> NewMail | None:
    lines = _lines(session, person, on)
    notices = _new_notices(session, person, lines, on)
    weekly = bool(lines) and is_weekly(on, recipient.weekly_on)
    if not notices and not weekly:
        return None
    count = len(lines) if weekly else len(notices)
    what = "今週の期限の一覧" if weekly else "期限のお知らせ"
    parts = [f"{_named(person)} 様", *_told(notices)]
    if weekly:
        parts += _whole_list(person, lines, on)
    if base_url:
        parts.append(f"みとどけ　{base_url}/")
    return NewMail(
        recipient,
        f"【みとどけ】{what} {count}件（{wareki(on)}）",
        "\n\n".join(parts) + "\n",
        count,
        weekly,
        [(notice.item, notice.threshold) for notice in notices],
    )


def _lines(session: Session, person: Person, on: date) -> list[DueLine]:
    """What is overdue or due soon of the contracts that the person answers for."""
    everything = Role.SECRETARIAT in person.roles
    scope = EVERYTHING if everything else Scope(False, frozenset(person.departments))
    wanted = WantedDue(on, NEARING)
    return due_list.due_lines(session, wanted, scope, offset=0, limit=MOST_ITEMS)


def _new_notices(
    session: Session, person: Person, lines: Sequence[DueLine], on: date
) -> list[Notice]:
    told = mails.told(session, person.id, [item_key(line) for line in lines])
    found: list[Notice] = []
    for line in lines:
        roles = _roles_about(person, line)
        now = reached(line.kind, line.due_on, on)
        threshold = to_tell(roles, now, told.get(item_key(line), frozenset()))
        if threshold is not None:
            found.append(Notice(line, threshold))
    return found


def _roles_about(person: Person, line: DueLine) -> set[Role]:
    """The roles in which the person has to do with the item.

    Whoever sees the whole city answers as an officer only for the own department.
    """
    if Role.SECRETARIAT not in person.roles:
        return set(person.roles)
    own = {held.role for held in person.holdings if held.department == line.department}
    return own | {Role.SECRETARIAT}


def _told(notices: Sequence[Notice]) -> Iterator[str]:
    for threshold in reversed(ORDER):
        of_group = [notice.line for notice in notices if notice.threshold is threshold]
        if of_group:
            yield f"■ {THRESHOLD[threshold]}　{len(of_group)}件\n" + _listed(of_group)


def _whole_list(person: Person, lines: Sequence[DueLine], on: date) -> Iterator[str]:
    """Every item of one's own departments; the secretariat is told how many there are of each."""
    if Role.SECRETARIAT in person.roles:
        overdue = Counter(line.department for line in lines if line.state is State.OVERDUE)
        rows = [f"・{name}　{count}件" for name, count in sorted(overdue.items())]
        head = f"■ 期限を過ぎたもの（所管課ごと）　{overdue.total()}件"
        yield "\n".join([head, *(rows or ["なし"])])
        return
    yield f"■ 今週の一覧　{len(lines)}件（{short_wareki(on)}現在）\n" + _listed(lines)


def _listed(lines: Sequence[DueLine]) -> str:
    shown = [_line(line) for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        shown.append(f"ほか{len(lines) - MOST_LINES}件")
    return "\n".join(shown)


def _line(line: DueLine) -> str:
    late = f"（{line.days_overdue}日超過）" if line.days_overdue else ""
    about = "　".join(part for part in (line.basis, line.period) if part)
    party = f"　再委託先{line.branch}" if line.branch else ""
    head = f"・{short_wareki(line.due_on)}{late}　{KIND[line.kind]}　{about}".rstrip("　")
    return f"{head}\n　{line.contract}　{line.title}{party}"


def _named(person: Person) -> str:
    return beside("".join(person.departments[:1]), person.name)
