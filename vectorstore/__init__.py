"""What is stored and how it is found: the vocabulary, the catalog, the vectors and the index."""
