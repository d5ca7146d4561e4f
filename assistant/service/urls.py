"""Addresses of specs and of cited spans within them, on this server's own pages."""

from vectorstore.urls import cite_url, spec_url

__all__ = ["cite_url", "spec_url"]
