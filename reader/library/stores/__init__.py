"""What a library is kept by, as ``database`` asks for it; and the file, which is the default."""
