"""The chat model: how it is opened, called, and kept from doing harm by failing."""
