"""Intake: what a publish takes in of the parts, digested once and kept."""
