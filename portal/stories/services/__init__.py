"""Every write of stories, by noun."""
