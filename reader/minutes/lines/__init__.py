"""What one line is: a field, a heading, a direction, a row."""
