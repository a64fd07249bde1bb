"""Voices, and which speaker gets which."""
