"""The way of a file, from bytes to a result (flow), and what surrounds it: inputs, processes, cache, filters, fixes."""
