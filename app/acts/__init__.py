"""Acts: rows, record entry and operation-log line together, in the caller's transaction."""
