"""Sessions as files of other formats, over HTTP."""
