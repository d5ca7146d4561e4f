"""Drafts over HTTP: /v1/drafts, /v1/similar and /v1/lint."""
