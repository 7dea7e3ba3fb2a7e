"""Persons that were stored before they could be searched get their words."""

from django.db import migrations

from verbindlich.base.common.german import search_text

CHUNK = 500


def fill(apps, schema_editor):
    persons = apps.get_model("actors", "Person").objects.filter(search="")
    found = list(persons.only("name", "function", "email", "phone"))
    for person in found:
        digits = "".join(c for c in person.phone if c.isdigit())
        person.search = search_text(person.name, person.function, person.email, person.phone, digits)
    persons.model.objects.bulk_update(found, ["search"], batch_size=CHUNK)


class Migration(migrations.Migration):
    dependencies = [("actors", "0003_directory")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
