"""A header that was copied on one line: where its lines ended, decided over the whole of it."""
