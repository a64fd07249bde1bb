"""From a file or an address to the library."""
