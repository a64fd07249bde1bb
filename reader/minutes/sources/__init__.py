"""Bytes to lines, with what each format knew of them."""
