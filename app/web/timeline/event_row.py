"""出来事の行: events of one line as signs, and as many of their words as fit beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.web.timeline.events import DOT, Event
from app.web.timeline.labels import NEAR_TODAY, Line, Place
from app.web.timeline.scale import LEFT, Scale
from app.web.timeline.shapes import Sign, Words

SIGN_RADIUS, DOT_RADIUS = 8.0, 5.0
BESIDE = 12.0  # from the middle of a sign to its words
APART = 16.0  # signs that stand nearer to each other become one,
URGENT_APART = 110.0  # and what is urgent becomes one where words would not fit between


@dataclass(frozen=True, slots=True)
class Row:
    """What is drawn on one line."""

    signs: tuple[Sign, ...] = ()
    labels: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Events that one sign stands for, and the one of them that speaks for all."""

    x: float
    speaker: Event
    events: tuple[Event, ...]
    texts: tuple[str, ...]

    @property
    def radius(self) -> float:
        return DOT_RADIUS if self.speaker.look is DOT else SIGN_RADIUS


def row_of(events: Iterable[Event], scale: Scale, baseline: float, on: date) -> Row:
    """Every event is drawn, or counted by the sign that it is too near to.

    Words are written from today outwards, what is urgent first: the newest keeps its own.
    """
    clusters = list(_clusters(list(events), scale))
    today = [scale.x_after(on)] if on in scale.days else []
    line = Line(baseline, scale.right, scale.upright(on))
    for cluster in clusters:
        line.take(cluster.x - cluster.radius, cluster.x + cluster.radius)
    labels = []
    for cluster in sorted(clusters, key=lambda c: _order(c.speaker, on)):
        places = list(_places(cluster, today))
        words = line.write(cluster.texts, places, _kind(cluster.speaker))
        is_owed = cluster.speaker.is_coming or cluster.speaker.look.urgent
        if words is None and is_owed:  # it is said, even over a line
            words = line.write(cluster.texts, places, _kind(cluster.speaker), over_rules=True)
        if words is not None:
            labels.append(words)
    return Row(tuple(_sign(cluster, baseline) for cluster in clusters), tuple(labels))


def _order(event: Event, on: date) -> tuple[bool, int]:
    return not event.look.urgent, abs((event.day - on).days)


def _kind(event: Event) -> str:
    return "red-words strong" if event.look.urgent else ""


def _sign(cluster: _Cluster, baseline: float) -> Sign:
    facts = tuple(event.fact for event in cluster.events)
    look = cluster.speaker.look
    return Sign(cluster.x, baseline - 13, look.mark, look.tone, facts)


def _places(cluster: _Cluster, today: Sequence[float]) -> Iterator[Place]:
    left, right = Place(cluster.x - BESIDE, "end"), Place(cluster.x + BESIDE)
    speaker = cluster.speaker
    is_right_first = speaker.is_coming or speaker.look.urgent or speaker.look is DOT
    yield right if is_right_first else left
    for x in today:
        if speaker.look.urgent and 0 <= x - cluster.x <= NEAR_TODAY:
            yield Place(x + SIGN_RADIUS)
    yield left if is_right_first else right


def _clusters(events: Sequence[Event], scale: Scale) -> Iterator[_Cluster]:
    """Dots may touch each other; signs that would are one."""
    dots = [event for event in events if event.look is DOT]
    signs = [event for event in events if event.look is not DOT]
    for of_kind in (dots, signs):
        together: list[Event] = []
        for event in sorted(of_kind, key=lambda e: e.day):
            if together and not _touches(together[-1], event, scale):
                yield _cluster(together, scale)
                together = []
            together.append(event)
        if together:
            yield _cluster(together, scale)


def _touches(before: Event, event: Event, scale: Scale) -> bool:
    distance = _x(event, scale) - _x(before, scale)
    if event.look is DOT:
        return distance <= 0
    return distance < (URGENT_APART if before.look.urgent and event.look.urgent else APART)


def _x(event: Event, scale: Scale) -> float:
    return min(max(scale.x_within(event.day), LEFT + SIGN_RADIUS), scale.right - SIGN_RADIUS)


def _cluster(events: Sequence[Event], scale: Scale) -> _Cluster:
    shown = [event for event in events if event.day in scale.days]
    speaker = _speaker(shown or events)
    others = len({event.fact for event in events} - {speaker.fact})
    return _Cluster(
        _x(speaker, scale),
        speaker,
        tuple(events),
        tuple(_texts(speaker, others) if shown else _texts_outside(speaker, len(events), scale)),
    )


def _speaker(events: Sequence[Event]) -> Event:
    """What is overdue longest, else what is due first, else what came last."""
    urgent = [event for event in events if event.look.urgent]
    coming = [event for event in events if event.is_coming]
    if urgent or coming:
        return min(urgent or coming, key=lambda event: event.day)
    return max(events, key=lambda event: event.day)


def _texts(speaker: Event, others: int) -> Iterator[str]:
    if others:
        yield from (f"{text} ほか{others}件" for text in speaker.texts)
    yield from speaker.texts


def _texts_outside(speaker: Event, count: int, scale: Scale) -> Iterator[str]:
    where = "これより前" if speaker.day < scale.days.first else "これより後"
    yield f"{where} {count}件（{speaker.fact}）" if speaker.look.urgent else f"{where} {count}件"
    yield f"{where} {count}件"
