"""Tables and every question asked of them; the only place that speaks SQL."""
