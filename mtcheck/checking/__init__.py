"""Text -> report: which rules run, what their evidence is worth, the score and the gate."""
