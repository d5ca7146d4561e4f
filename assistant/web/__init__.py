"""The pages: chat, catalog and spec, rendered on the server with small scripts of their own."""
