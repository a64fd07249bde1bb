"""Sessions as data: for programs, spreadsheets and archives."""
