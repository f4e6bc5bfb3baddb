"""The databases themselves refuse to change a version that is published: running cases follow it."""

from django.db import migrations

SENTENCE = "已发布的审批路线版本不能修改，请发布新的版本。"

POSTGRESQL = f"""
CREATE FUNCTION routes_version_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE TRIGGER routes_version_stays BEFORE UPDATE ON routes_routeversion
FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION routes_version_refuse();
"""
POSTGRESQL_BACK = """
DROP TRIGGER routes_version_stays ON routes_routeversion;
DROP FUNCTION routes_version_refuse();
"""
SQLITE = f"""
CREATE TRIGGER routes_version_stays BEFORE UPDATE ON routes_routeversion WHEN OLD.published_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END
"""
SQLITE_BACK = "DROP TRIGGER routes_version_stays"


def forwards(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(POSTGRESQL if postgresql else SQLITE, params=None)


def backwards(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(POSTGRESQL_BACK if postgresql else SQLITE_BACK, params=None)


class Migration(migrations.Migration):
    dependencies = [("routes", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
