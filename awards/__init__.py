"""Awards: schemes, nominations, judging, honours."""
