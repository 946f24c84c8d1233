"""変更か訂正か: what a form says of a change: since when, why, and in which matter it was told."""

from __future__ import annotations

from app.acts.loading.change import Amendment
from app.web.filing.deed import Deed
from app.web.filing.fact_form import AMENDED, KIND_OF_CHANGE, MATTER, REASON, SINCE, FactForm

MISSING_SINCE = "{}のときは、変更日を入れてください。"
MISSING_REASON = "{}のときは、変更の理由を入れてください。"


def amendment_in(form: FactForm, deed: Deed) -> Amendment | None:
    """None where it is none, and where something is missing: then the form says what."""
    if not deed.amends:
        return None
    if not deed.always_amends and form[KIND_OF_CHANGE].data != AMENDED:
        return None
    on, reason = form[SINCE].data, (form[REASON].data or "").strip()
    matter, name = form[MATTER].data or "", deed.amendment_words.name
    if on is None:
        form[SINCE].errors = [MISSING_SINCE.format(name)]
    if not reason:
        form[REASON].errors = [MISSING_REASON.format(name)]
    return Amendment(on, reason, matter) if on and reason else None
