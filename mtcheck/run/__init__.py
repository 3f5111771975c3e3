"""The way of a file, from bytes to a result (flow), and what is around it: files, processes, cache, filters, fixing."""
