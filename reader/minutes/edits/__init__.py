"""What a person put right in minutes, as data: anchored by quote, applied to what the parser understood, undone one by one."""
