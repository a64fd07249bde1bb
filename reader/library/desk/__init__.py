"""What the staff desk keeps: people, seats, editions, jobs and the log; rows in, values out, inside a given transaction."""
