"""Files of office programs before one makes them Word files: what it would show that their authors hid is hidden as Word hides."""
