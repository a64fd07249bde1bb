"""What was said: minutes as values, and how they are read from what municipalities publish."""
