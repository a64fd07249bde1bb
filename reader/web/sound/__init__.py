"""Sound over HTTP."""
