"""Which driver's voices are there, and who speaks when they are not."""
