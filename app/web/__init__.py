"""Shared delivery: sessions, permissions, headers, errors, forms; one concern a file."""
