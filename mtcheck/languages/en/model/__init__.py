"""The reading model: tags, case and sentence ends, by a small network in numpy."""
