"""The tables, and how older libraries follow when they change."""
