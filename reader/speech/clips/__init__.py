"""Clips on disk: named, sealed, kept, pinned and pruned."""
