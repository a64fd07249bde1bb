"""A neural voice that speaks with the accents of the dictionary: a model cut at its pitch, its recordings, its contour."""
