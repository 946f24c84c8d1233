"""お試しの市: a fictitious city, made anew for any day, loaded as a department would load it."""
