"""The ways through a session: from turn to turn, and from one portion of a long one to the next."""
