"""Drafting: a new class spec, or a revision, gathered from similar ones with the source of each line."""
