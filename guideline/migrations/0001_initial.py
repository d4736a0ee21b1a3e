from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Chapter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True, verbose_name="コード")),
                ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="章番号")),
                ("title", models.CharField(max_length=200, verbose_name="見出し")),
                (
                    "lead",
                    models.CharField(blank=True, max_length=200, verbose_name="大きく示す言葉"),
                ),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        help_text="空行で段落を分け、「- 」で始めると箇条書きになります。",
                        verbose_name="本文",
                    ),
                ),
            ],
            options={
                "verbose_name": "章",
                "verbose_name_plural": "章",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="LoadedRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table", models.CharField(max_length=100)),
                ("key", models.CharField(max_length=100)),
                ("values", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("table", "key"), name="loaded_record_once")
                ],
            },
        ),
    ]
