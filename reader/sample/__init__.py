"""The sample minutes: an invented city's, so that a first start has something to read and hear."""
