"""A session in kana braille, translated by rules and not proofread."""
