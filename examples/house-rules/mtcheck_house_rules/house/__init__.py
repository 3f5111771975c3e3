"""How this house writes."""
