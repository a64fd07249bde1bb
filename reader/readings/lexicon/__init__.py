"""The municipality's own readings, in layers, and the files they come in."""
