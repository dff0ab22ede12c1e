"""Corrections: what an operator has put right, applied at every publish."""
