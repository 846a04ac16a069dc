"""Every write of profiles, named by a verb: validate, lock, save, log, and what follows on commit."""
