"""Rules about white space that is missing, too much, or hidden."""
