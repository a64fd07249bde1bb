"""From lines to entries: where the record begins, its headings, agenda, turns and notes."""
