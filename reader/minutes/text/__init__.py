"""Characters, numbers, dates and paragraphs, before anything is known of meetings."""
