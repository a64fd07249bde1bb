"""Words that may not be told any more: every place where they stand, and minutes without them."""
