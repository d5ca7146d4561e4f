"""Whether a class's printed conditions agree with what a reader says of themselves."""
