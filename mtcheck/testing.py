"""The contract between a rule and its examples, for rules that are kept elsewhere: `violations(rule)`."""

from mtcheck.lint.testing import matches, surroundings, unmark, violations

__all__ = ["matches", "surroundings", "unmark", "violations"]
