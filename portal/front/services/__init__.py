"""Writes of the roof, by what is written."""
