"""Events and training: listings, booking, waiting lists, calendars."""
