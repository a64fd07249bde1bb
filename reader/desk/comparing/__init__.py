"""What stands beside what: the source and what was understood of it, a draft and what is public."""
