"""Checks of drafts and specs: rules are rows of `rules.toml`, one module a way of checking."""
