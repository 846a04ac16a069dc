"""What stewards and editors see in the Wagtail admin."""
