"""A chat model's help with questions that the words alone leave in doubt; it never answers, and never decides alone."""
