"""消去方法の表を改める: keeps what the city accepts from now on, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.acts import operation_log
from app.acts.erasure_methods import MethodsChangedMeanwhileError, Place, methods_on_file
from app.records import erasure_methods
from app.records.database import transaction


def keep_erasure_methods(
    places: Mapping[Place, Sequence[str]],
    *,
    seen: int,
    by: str,
    at: datetime,
    address: str | None = None,
) -> int:
    """How many places of the table were changed; what stands as it was leaves nothing.

    `seen`: the number of the last change that was shown, 0 for none. Raises
    MethodsChangedMeanwhileError.
    """
    with transaction() as session:
        erasure_methods.lock(session)
        kept = erasure_methods.kept_methods(session)
        present = methods_on_file(session)
        changed = {place: methods for place, methods in places.items() if methods != present[place]}
        if changed and max((one.id for one in kept.values()), default=0) != seen:
            raise MethodsChangedMeanwhileError
        erasure_methods.add(session, changed, by=by, at=at)
        for medium, secrecy in changed:
            operation_log.note(
                session,
                by=by,
                act="keep_erasure_methods",
                subject=f"{medium.value} {secrecy.value}",
                at=at,
                address=address,
            )
    return len(changed)
