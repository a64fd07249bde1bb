"""What a page shows, worked out of a session."""
