"""Processes apart, for work that a file may make hang, crash or grow: what such a file harms is its own process.

`door` is the side that asks, `child` the one that answers, `frames` what goes
between them.
"""
