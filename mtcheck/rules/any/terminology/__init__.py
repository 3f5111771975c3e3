"""Words the house has agreed on."""
