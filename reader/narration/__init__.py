"""A session's sound: planned, made ahead of time, told how far."""
