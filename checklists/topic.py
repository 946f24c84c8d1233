"""主題: what a clause and a check item are about, the same word in every clause set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

# Each topic with the broader one that holds it: a clause set that says in one clause what another
# says in three still answers to the items of all three.
BROADER: Mapping[str, str | None] = {
    "basic": None,
    "definitions": None,
    "secrecy": None,
    "fair_collection": None,
    "collection_from_person": "fair_collection",
    "prohibited_collection": "fair_collection",
    "taking_out": None,
    "purpose_and_provision": None,
    "safe_keeping": None,
    "copying": None,
    "subcontracting": None,
    "subcontractor_supervision": "subcontracting",
    "subcontractor_awareness": "subcontractor_supervision",
    "direct_inspection": "subcontractor_supervision",
    "flow_down": "subcontractor_supervision",
    "return_and_erasure": None,
    "erasure_proof": "return_and_erasure",
    "handlers": None,
    "reporting": None,
    "inspection": None,
    "inspection_yearly": "inspection",
    "inspection_cooperation": "inspection",
    "inspection_by_prime": "inspection",
    "training": None,
    "incident": None,
    "guidance_and_publication": "inspection",
    "damages": None,
    "other": None,
}
TOPICS = frozenset(BROADER)


def from_narrow_to_broad(topic: str) -> Iterator[str]:
    """The topic itself, then each broader one; refuses (KeyError) an unknown topic."""
    step: str | None = topic
    while step is not None:
        yield step
        step = BROADER[step]
