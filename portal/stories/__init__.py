"""Success stories and who they are about."""
