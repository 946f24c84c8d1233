"""Workflows: one file, one verb, one transaction."""
