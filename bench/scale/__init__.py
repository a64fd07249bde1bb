"""Many machines, measured as ratios in one run, on a PostgreSQL and an S3 store that this starts itself."""
