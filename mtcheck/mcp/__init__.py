"""Tools for agents, over the Model Context Protocol: check, explain, compare, fix, and the rules as resources."""
