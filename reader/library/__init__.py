"""Where minutes, words and readings are kept: one SQLite file."""
