"""The screens on which technicians make and keep their own profile."""
