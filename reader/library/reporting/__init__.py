"""What residents report: the queue that waits for staff, and who fills it."""
