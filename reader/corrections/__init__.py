"""Readings put right: by staff, by what residents report, and found again when sentences move."""
