"""What is known of a meeting: what minutes state of it, how that is read, its hours."""
