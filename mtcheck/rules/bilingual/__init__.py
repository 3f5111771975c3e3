"""What only the source shows: rules that compare a translation with what it was translated from."""
