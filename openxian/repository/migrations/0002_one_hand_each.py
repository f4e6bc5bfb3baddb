from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("repository", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("step__in", ("write", "submit", "pass_first", "pass_second", "pass_final", "publish_urgently"))
                ),
                fields=("review", "by"),
                name="opinion_one_hand_each",
                violation_error_message="三审三校须由不同的人办理。",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("step__in", ("write", "submit", "pass_first", "pass_second", "pass_final", "publish_urgently")),
                    models.Q(("step", "write"), _negated=True),
                ),
                fields=("review", "step"),
                name="opinion_each_step_once",
            ),
        ),
    ]
