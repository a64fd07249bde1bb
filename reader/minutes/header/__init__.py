"""What stands above the record: the meeting, its day, its place."""
