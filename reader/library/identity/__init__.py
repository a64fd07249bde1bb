"""Which minutes these are: ids that are given once, sessions known again, numbers that stay."""
