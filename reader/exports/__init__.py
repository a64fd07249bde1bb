"""A session as files of other formats: pure renderings of one material."""
