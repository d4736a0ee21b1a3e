import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Direction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="番号")),
                ("title", models.CharField(max_length=200, verbose_name="方向性")),
                ("description", models.TextField(verbose_name="説明")),
            ],
            options={
                "verbose_name": "方向性",
                "verbose_name_plural": "方向性",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Initiative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="コード")),
                ("text", models.CharField(max_length=300, verbose_name="取組内容")),
                (
                    "direction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="directions.direction",
                        verbose_name="方向性",
                    ),
                ),
            ],
            options={
                "verbose_name": "取組内容",
                "verbose_name_plural": "取組内容",
                "ordering": ["code"],
            },
        ),
    ]
