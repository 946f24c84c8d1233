"""Rooms: one blueprint is one noun that a clerk would say; no room knows another."""

from __future__ import annotations

from app.rooms import contracts, due_items, home, look, papers, sign_in, violations

ROOMS = (
    sign_in.room,
    home.room,
    contracts.room,
    due_items.room,
    violations.room,
    papers.room,
    look.room,
)
