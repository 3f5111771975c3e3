"""What a reader sees: one module for each format."""
