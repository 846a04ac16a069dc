"""Addresses of the directory, of skills, and of one's own profile."""

from django.urls import path

from profiles.views import drafts
from profiles.views.claim import claim, claim_link, new_link
from profiles.views.contact import contact
from profiles.views.directory import directory
from profiles.views.equipment import equipment, equipment_list
from profiles.views.equipment import suggest as suggest_equipment
from profiles.views.me import (
    cpd,
    next_steps,
    overview,
    photo_crop,
    photo_uses,
    registrations,
    section,
    start,
    still_correct,
    year,
)
from profiles.views.me import drafts as own_drafts
from profiles.views.me import equipment as own_equipment
from profiles.views.photos import equipment_photo, photo
from profiles.views.reports import report
from profiles.views.skills import skill, skills, suggest
from profiles.views.suggestions import suggestions
from profiles.views.technician import technician, vcard

urlpatterns = [
    path("me/profile/", overview.overview, name="me_profile"),
    path("me/profile/audiences/", overview.audiences, name="me_audiences"),
    path("me/profile/go-live/", overview.go_live, name="me_go_live"),
    path("me/profile/hide/", overview.hide, name="me_hide"),
    path("me/profile/show/", overview.show_again, name="me_show"),
    path("me/profile/as/<slug:viewer>/", overview.preview, name="me_preview"),
    path("me/profile/still-correct/", still_correct.confirm, name="me_still_correct"),
    path("me/profile/put-away/", next_steps.put_away, name="me_put_away"),
    path("me/profile/bring-back/", next_steps.bring_back, name="me_bring_back"),
    path("me/profile/drafts/<int:pk>/", own_drafts.draft, name="me_draft"),
    path("me/profile/drafts/<int:pk>/refuse/", own_drafts.refuse, name="me_draft_refuse"),
    path("me/profile/start/", start.start, name="me_start"),
    path("me/profile/start/<slug:slug>/", start.step, name="me_start_step"),
    path("me/profile/photo/crop/", photo_crop.crop, name="me_photo_crop"),
    path("me/profile/photo/whole.webp", photo_crop.whole, name="me_photo_whole"),
    path("me/profile/photo/part.webp", photo_crop.part, name="me_photo_part"),
    path("me/profile/photo/uses/", photo_uses.uses, name="me_photo_uses"),
    path("me/profile/photo/uses/<int:pk>/", photo_uses.use, name="me_photo_use"),
    path("me/profile/photo/uses/<int:pk>/withdraw/", photo_uses.withdraw, name="me_photo_use_withdraw"),
    path("me/profile/<slug:slug>/", section.section, name="me_section"),
    path("me/profile/<slug:slug>/<int:pk>/", section.row, name="me_row"),
    path("me/profile/registrations/<int:pk>/certificate/", registrations.certificate, name="me_certificate"),
    path("me/profile/registrations/<int:pk>/certificate/withdraw/", registrations.withdraw, name="me_check_withdraw"),
    path("me/profile/registrations/<int:pk>/<slug:step>/", registrations.step, name="me_registration_step"),
    path("me/equipment/<slug:slug>/", own_equipment.facts, name="me_equipment"),
    path("me/cpd/", cpd.log, name="me_cpd"),
    path("me/cpd/<int:pk>/", cpd.row, name="me_cpd_row"),
    path("me/cpd/log.<slug:kind>", cpd.as_file, name="me_cpd_file"),
    path("me/year/", year.year, name="me_year"),
    path("me/year/my-year.docx", year.as_document, name="me_year_file"),
    path("me/drafts/", drafts.mine, name="my_drafts"),
    path("me/drafts/<int:pk>/withdraw/", drafts.withdraw, name="draft_withdraw"),
    path("me/team/<int:pk>/draft/", drafts.choose_for_team, name="team_draft"),
    path("me/team/<int:pk>/draft/<slug:section_slug>/", drafts.write_for_team, name="team_draft_section"),
    path("-/suggest/", suggestions, name="suggestions"),
    path("technicians/", directory, name="technicians"),
    path("technicians/<slug:slug>/", technician, name="technician"),
    path("technicians/<slug:slug>/draft/", drafts.choose, name="draft"),
    path("technicians/<slug:slug>/draft/<slug:section_slug>/", drafts.write, name="draft_section"),
    path("technicians/<slug:slug>/report/", report, name="report_problem"),
    path("technicians/<slug:slug>/contact/", contact, name="technician_contact"),
    path("technicians/<slug:slug>/contact.vcf", vcard, name="technician_vcard"),
    path("photos/<str:token>/<int:width>.webp", photo, {"kind": "webp"}, name="photo"),
    path("photos/<str:token>/<int:width>.avif", photo, {"kind": "avif"}, name="photo_avif"),
    path("equipment-photos/<str:token>/<int:width>.webp", equipment_photo, {"kind": "webp"}, name="equipment_photo"),
    path(
        "equipment-photos/<str:token>/<int:width>.avif", equipment_photo, {"kind": "avif"}, name="equipment_photo_avif"
    ),
    path("skills/", skills, name="skills"),
    path("skills/suggest/", suggest, name="skill_suggestions"),
    path("skills/<slug:slug>/", skill, name="skill"),
    path("equipment/", equipment_list, name="equipment_list"),
    path("equipment/suggest/", suggest_equipment, name="equipment_suggestions"),
    path("equipment/<slug:slug>/", equipment, name="equipment"),
    path("still-correct/<str:token>/", still_correct.by_link, name="still_correct_link"),
    path("claim/", claim, name="claim"),
    path("claim/new-link/", new_link, name="claim_new_link"),
    path("claim/<str:token>/", claim_link, name="claim_link"),
]
