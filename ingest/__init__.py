"""Document in, spec out: readers, outline, statements, facts, chunks and the pipeline over folders."""
