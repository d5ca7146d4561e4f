"""The words given to a chat model, one Markdown file each."""
