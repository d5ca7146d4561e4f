"""Readers of other sites' pages: what they may ask, in whose name, and how much."""
