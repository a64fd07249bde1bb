"""What any site needs of HTTP: addresses, ranges, headers, limits."""
