"""Judging: opened, given out, declared, scored, decided; one module a step.

Whoever writes locks the round first, then what is beneath it, so that two who write at once wait for each other.
"""
