"""Excel: bytes to lines, as far as Excel shows them."""
