"""Long work of the desk: files on their way to drafts, sound made ahead; each a job that says its stages and can be ended."""
