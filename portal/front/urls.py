"""Addresses of the roof: one's own page, the search, the list of pages."""

from django.urls import path

from portal.front.views.contact import write
from portal.front.views.me import me
from portal.front.views.search import site_search
from portal.front.views.seen import seen
from portal.front.views.sitemap import sitemap

urlpatterns = [
    path("me/", me, name="me"),
    path("-/seen", seen, name="seen"),
    path("search/", site_search, name="search"),
    path("contact/write/", write, name="contact_write"),
    path("sitemap.xml", sitemap, name="sitemap"),
]
