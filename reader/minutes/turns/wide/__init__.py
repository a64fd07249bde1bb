"""The second reading: ways of marking that no table knows, where the first reading explains little of a document."""
