"""Which voices a driver had, and who was given which."""
