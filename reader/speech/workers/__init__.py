"""Processes that hold one engine each."""
