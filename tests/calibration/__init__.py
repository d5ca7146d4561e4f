"""Fit the judgments of `assistant/confidence.json` on question files; see `__main__`."""
