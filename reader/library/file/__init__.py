"""The library as a file: opened, copied, put back, and what is wrong with it in plain words."""
