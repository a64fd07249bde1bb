"""A session on paper: plain text, and a Word file in large print."""
