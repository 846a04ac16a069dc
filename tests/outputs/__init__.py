"""Every output of the site, listed once, for the tests that go over all of them.

`listing.py` is the list; `test_urls_listed.py` fails for an address or a page type that is not in it. From the same
list come the canary test, the HTML test, the role test and, in a browser, axe.
"""
