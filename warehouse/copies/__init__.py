"""Copies: which articles stand, and which repeat another."""
