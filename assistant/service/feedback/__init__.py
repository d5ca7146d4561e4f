"""What readers say of answers, and the inbox in which staff read it."""
