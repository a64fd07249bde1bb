"""Which words get furigana, and over which characters."""
