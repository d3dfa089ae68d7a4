"""What each verb does, as a list of steps."""
