"""How bin/test runs every check: the programs it needs, the database server, the summary."""
