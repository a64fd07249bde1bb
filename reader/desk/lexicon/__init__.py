"""The municipality's readings as files of Excel and CSV: told row by row before anything is written."""
