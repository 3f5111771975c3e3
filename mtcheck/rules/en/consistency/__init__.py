"""One thing written in several ways across the document; hints of low weight."""
