"""Rooms: one blueprint is one noun that a clerk would say; no room knows another."""

from __future__ import annotations

from app.rooms import (
    check_sheets,
    contracts,
    dashboard,
    data,
    decisions,
    due_items,
    entries,
    findings,
    home,
    inspections,
    loads,
    look,
    mails,
    papers,
    people,
    plans,
    registers,
    sign_in,
    violations,
)

ROOMS = (
    sign_in.room,
    home.room,
    dashboard.room,
    contracts.room,
    due_items.room,
    violations.room,
    inspections.room,
    check_sheets.room,
    plans.room,
    findings.room,
    data.room,
    entries.room,
    decisions.room,
    papers.room,
    registers.room,
    loads.room,
    people.room,
    mails.room,
    look.room,
)
