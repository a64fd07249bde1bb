"""A session taken along: the material gathered, the file written whole and kept."""
