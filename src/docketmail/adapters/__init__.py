"""I/O: one peer each, as dull as can be."""
