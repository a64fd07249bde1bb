"""The index of sentences, and what is found by it."""
