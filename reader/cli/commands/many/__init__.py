"""Commands that only sites of many machines or towns have."""
