"""The role of center staff: write, preview and publish reports; read unconfirmed figures."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = [
    ("indicators", "view_entry"),
    ("reports", "view_report"),
    ("reports", "change_report"),
    ("reports", "publish_report"),
]


def create_center_staff(apps, schema_editor):
    """Make the group, and first the permissions, which Django itself makes after migrating."""
    database = schema_editor.connection.alias
    for app in ("indicators", "reports"):
        create_permissions(
            installed_apps.get_app_config(app), verbosity=0, using=database, apps=apps
        )
    group, _ = (
        apps.get_model("auth", "Group").objects.using(database).get_or_create(name="center_staff")
    )
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    for app, codename in RIGHTS:
        group.permissions.add(permissions.get(content_type__app_label=app, codename=codename))


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_initial"),
        ("indicators", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_center_staff, migrations.RunPython.noop)]
