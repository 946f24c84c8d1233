"""年間計画: a day for every inspection still owed in a fiscal year, and why that day."""
