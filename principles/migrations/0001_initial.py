from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Principle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="アドレス用の名前")),
                ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="並び順")),
                ("name", models.CharField(max_length=100, verbose_name="原則")),
                ("description", models.TextField(verbose_name="説明")),
            ],
            options={
                "verbose_name": "原則",
                "verbose_name_plural": "原則",
                "ordering": ["number"],
            },
        ),
    ]
