"""The staff desk's use cases: people, editions from draft to public, jobs, answers; the command line and the pages share them."""
