"""The role of city staff: enter, confirm and correct figures."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = ["add_entry", "confirm_entry", "view_entry"]


def create_city_staff(apps, schema_editor):
    """Make the group, and first the permissions, which Django itself makes after migrating."""
    database = schema_editor.connection.alias
    create_permissions(
        installed_apps.get_app_config("indicators"), verbosity=0, using=database, apps=apps
    )
    group, _ = (
        apps.get_model("auth", "Group").objects.using(database).get_or_create(name="city_staff")
    )
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    for codename in RIGHTS:
        group.permissions.add(
            permissions.get(content_type__app_label="indicators", codename=codename)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_city_staff, migrations.RunPython.noop)]
