"""Scores the assistant on a file of questions with what a right answer has."""
