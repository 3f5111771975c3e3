"""Rules of a house; mtcheck finds them by the entry point in pyproject.toml. The folder of a rule is its family."""
