"""The HTTP service: chat, catalog, sources, search, conversations and health under one application."""
