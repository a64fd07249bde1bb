"""The library on a PostgreSQL server: each town has a schema of its own."""
