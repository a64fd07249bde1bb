"""Hard words of meetings in plain ones: the built-in list, the municipality's own file, and what minutes explain."""
