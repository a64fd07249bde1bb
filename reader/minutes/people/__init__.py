"""Who took part: the roster and the speakers."""
