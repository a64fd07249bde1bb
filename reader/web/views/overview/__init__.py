"""A session in one look: who speaks when, and what is asked."""
