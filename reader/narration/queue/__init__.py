"""Passages that are made on other machines: the queue on PostgreSQL, by Procrastinate, and whoever works at it."""
