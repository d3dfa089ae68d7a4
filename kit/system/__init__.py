"""The process that a command runs in: folders, locks, memory."""
