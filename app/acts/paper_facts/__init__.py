"""書類に載せる事実: what each paper says of a contract, taken from its dossier."""
