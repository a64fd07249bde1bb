"""Samples, MP3 frames and voice files."""
