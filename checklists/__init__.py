"""What is asked: clause sets and check sheets, versioned data and the strict reader of it."""
