"""The language server: findings as one types, in editors that speak LSP."""
