"""What must be done: pure rules over the facts on file and a day; nothing here reads a clock."""
