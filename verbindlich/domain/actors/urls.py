from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from verbindlich.domain.actors.views import (
    agreements,
    duplicates,
    imports,
    mailing,
    networks,
    notes,
    organisation_page,
    organisations,
    overview,
    persons,
    positions,
    protection,
    spaces,
    structure,
    tasks,
)


def later(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise Http404


app_name = "actors"
urlpatterns = [
    # the room, and how integration work is organised
    path("akteure/", overview.overview, name="overview"),
    path("akteure/organisationsform/", structure.structure, name="structure"),
    path("akteure/organisationsform/bearbeiten/", structure.structure_edit, name="structure-edit"),
    path("akteure/organisationsform/anforderung/<int:number>/", structure.requirement_said, name="requirement-said"),
    # organisations
    path("organisationen/", organisations.organisation_list, name="organisation-list"),
    path("organisationen/neu/", organisations.organisation_create, name="organisation-create"),
    path("organisationen/<int:pk>/", organisation_page.organisation_detail, name="organisation-detail"),
    path("organisationen/<int:pk>/bearbeiten/", organisations.organisation_edit, name="organisation-edit"),
    path("organisationen/<int:pk>/loeschen/", organisations.organisation_delete, name="organisation-delete"),
    path("organisationen/<int:pk>/wiederherstellen/", organisations.organisation_restore, name="organisation-restore"),
    path("organisationen/<int:pk>/zugang/", organisation_page.affiliation_create, name="affiliation-create"),
    path("organisationen/zugang/<int:pk>/entfernen/", organisation_page.affiliation_delete, name="affiliation-delete"),
    path("organisationen/<int:pk>/schreibweise/", organisation_page.alias_create, name="alias-create"),
    path("organisationen/schreibweise/<int:pk>/entfernen/", organisation_page.alias_delete, name="alias-delete"),
    path("organisationen/<int:pk>/dossier/", organisation_page.organisation_dossier, name="organisation-dossier"),
    path("organisationen/<int:pk>/beziehung/", organisation_page.relation_create, name="relation-create"),
    path("organisationen/beziehung/<int:pk>/entfernen/", organisation_page.relation_delete, name="relation-delete"),
    # contact persons, notes
    path("kontaktpersonen/", persons.person_list, name="person-list"),
    path("kontaktpersonen/neu/", persons.person_create, name="person-create"),
    path("kontaktpersonen/<int:pk>/bearbeiten/", persons.person_edit, name="person-edit"),
    path("kontaktpersonen/<int:pk>/loeschen/", protection.person_delete, name="person-delete"),
    path("kontaktpersonen/<int:pk>/", persons.person_detail, name="person-detail"),
    path("kontaktpersonen/<int:pk>/bestaetigen/", persons.person_confirm, name="person-confirm"),
    path("kontaktpersonen/<int:pk>/alles/", protection.person_data_page, name="person-data"),
    path("kontaktpersonen/<int:pk>/einwilligung/", persons.consent_create, name="consent-create"),
    path("kontaktpersonen/einwilligung/<int:pk>/widerrufen/", persons.consent_withdraw, name="consent-withdraw"),
    path("kontaktpersonen/aufbewahrung/", protection.retention, name="retention"),
    path("kontaktpersonen/verteiler/", mailing.mailing, name="mailing"),
    path("notizen/", notes.note_list, name="note-list"),
    path("notizen/neu/", notes.note_create, name="note-create"),
    path("notizen/<int:pk>/bearbeiten/", notes.note_edit, name="note-edit"),
    path("notizen/<int:pk>/loeschen/", notes.note_delete, name="note-delete"),
    # positions, tasks
    path("stellen/", positions.position_list, name="position-list"),
    path("stellen/neu/", positions.position_create, name="position-create"),
    path("stellen/<int:pk>/", positions.position_detail, name="position-detail"),
    path("stellen/<int:pk>/bearbeiten/", positions.position_edit, name="position-edit"),
    path("stellen/<int:pk>/loeschen/", positions.position_delete, name="position-delete"),
    path("stellen/<int:pk>/wiederherstellen/", positions.position_restore, name="position-restore"),
    path("stellen/<int:pk>/uebergabe/", positions.position_handover, name="position-handover"),
    path("aufgaben/", tasks.task_register, name="task-register"),
    path("aufgaben/startliste/", tasks.task_start, name="task-start"),
    path("aufgaben/neu/", tasks.task_create, name="task-create"),
    path("aufgaben/<int:pk>/entfernen/", tasks.task_delete, name="task-delete"),
    # social spaces, member municipalities
    path("sozialraeume/", spaces.space_list, name="space-list"),
    path("sozialraeume/neu/", spaces.space_create, name="space-create"),
    path("sozialraeume/aus-liste/", spaces.space_paste, name="space-paste"),
    path("sozialraeume/<int:pk>/", spaces.space_detail, name="space-detail"),
    path("sozialraeume/<int:pk>/bearbeiten/", spaces.space_edit, name="space-edit"),
    path("sozialraeume/<int:pk>/loeschen/", spaces.space_delete, name="space-delete"),
    # networks
    path("netzwerke/", networks.network_list, name="network-list"),
    path("netzwerke/neu/", networks.network_create, name="network-create"),
    path("netzwerke/<int:pk>/", networks.network_detail, name="network-detail"),
    path("netzwerke/<int:pk>/bearbeiten/", networks.network_edit, name="network-edit"),
    path("netzwerke/<int:pk>/loeschen/", networks.network_delete, name="network-delete"),
    path("netzwerke/<int:pk>/wiederherstellen/", networks.network_restore, name="network-restore"),
    path("netzwerke/<int:pk>/mitglied/", networks.member_create, name="member-create"),
    path("netzwerke/mitglied/<int:pk>/bearbeiten/", networks.member_edit, name="member-edit"),
    path("netzwerke/mitglied/<int:pk>/entfernen/", networks.member_delete, name="member-delete"),
    path("netzwerke/<int:pk>/bedingung/<int:number>/", networks.condition_said, name="condition-said"),
    # agreements
    path("vereinbarungen/", agreements.agreement_list, name="agreement-list"),
    path("vereinbarungen/neu/", agreements.agreement_create, name="agreement-create"),
    path("vereinbarungen/<int:pk>/", agreements.agreement_detail, name="agreement-detail"),
    path("vereinbarungen/<int:pk>/bearbeiten/", agreements.agreement_edit, name="agreement-edit"),
    path("vereinbarungen/<int:pk>/loeschen/", agreements.agreement_delete, name="agreement-delete"),
    path("vereinbarungen/<int:pk>/wiederherstellen/", agreements.agreement_restore, name="agreement-restore"),
    path("vereinbarungen/<int:pk>/standard/", agreements.standard_create, name="standard-create"),
    path("vereinbarungen/standard/<int:pk>/bearbeiten/", agreements.standard_edit, name="standard-edit"),
    path("vereinbarungen/standard/<int:pk>/entfernen/", agreements.standard_delete, name="standard-delete"),
    path("vereinbarungen/standard/<int:pk>/jahr/", agreements.standard_review, name="standard-review"),
    # address lists in, duplicates
    path("akteure/import/", imports.import_list, name="import-list"),
    path("akteure/import/neu/", imports.import_create, name="import-create"),
    path("akteure/import/beispiel/", imports.import_sample, name="import-sample"),
    path("akteure/import/<int:pk>/", imports.import_detail, name="import-detail"),
    path("akteure/import/<int:pk>/spalten/", imports.import_mapping, name="import-mapping"),
    path("akteure/import/<int:pk>/uebernehmen/", imports.import_apply, name="import-apply"),
    path("akteure/import/<int:pk>/zuruecknehmen/", imports.import_undo, name="import-undo"),
    path("akteure/import/<int:pk>/verwerfen/", imports.import_discard, name="import-discard"),
    path("akteure/dubletten/", duplicates.duplicate_list, name="duplicate-list"),
    path("akteure/dubletten/zusammenfuehren/", duplicates.duplicate_merge, name="duplicate-merge"),
    path("akteure/dubletten/verschieden/", duplicates.duplicate_apart, name="duplicate-apart"),
    path("akteure/zusammenfuehrungen/", duplicates.merge_list, name="merge-list"),
    path("akteure/zusammenfuehrungen/<int:pk>/zuruecknehmen/", duplicates.merge_undo, name="merge-undo"),
]
