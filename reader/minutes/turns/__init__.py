"""Who speaks, decided by the whole document."""
