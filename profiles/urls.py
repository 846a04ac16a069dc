"""Addresses of the directory, of skills, and of one's own profile."""

from django.urls import path

from profiles.views.claim import claim, claim_link, new_link
from profiles.views.directory import directory
from profiles.views.photos import photo
from profiles.views.skills import skill, skills, suggest
from profiles.views.technician import technician, vcard

urlpatterns = [
    path("technicians/", directory, name="technicians"),
    path("technicians/<slug:slug>/", technician, name="technician"),
    path("technicians/<slug:slug>/contact.vcf", vcard, name="technician_vcard"),
    path("photos/<str:token>/<int:width>.webp", photo, name="photo"),
    path("skills/", skills, name="skills"),
    path("skills/suggest/", suggest, name="skill_suggestions"),
    path("skills/<slug:slug>/", skill, name="skill"),
    path("claim/", claim, name="claim"),
    path("claim/new-link/", new_link, name="claim_new_link"),
    path("claim/<str:token>/", claim_link, name="claim_link"),
]
