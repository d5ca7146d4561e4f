"""Narrow the catalog by what documents state and ask for, as the lists of the assistant judge it."""
