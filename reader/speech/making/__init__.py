"""A clip is ordered, made once, and handed to whoever waits for it."""
