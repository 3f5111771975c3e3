"""The configuration of a project: mtcheck.toml or [tool.mtcheck] in pyproject.toml, and what follows from it."""
