"""Answers without a model: one file for each shape of answer, templates filled only from cited spans."""
