"""Search engines behind the one interface of `profiles.search`."""
