"""Every write of stories and of the people they are about.

Each step holds the story's row and then the person's, so that of two at the same moment the second sees what the first
did: agreeing and editing, asking and withdrawing.
"""
