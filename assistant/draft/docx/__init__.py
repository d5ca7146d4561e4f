"""Write a draft as a Word file in the outline of its agency."""
