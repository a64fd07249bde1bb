"""Kana, figures and spellings: how words are written."""
