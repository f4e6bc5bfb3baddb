"""The databases themselves refuse to change or remove what the trail holds, and note each new line as pending.

On PostgreSQL the triggers fire ALWAYS, also for whoever sets ``session_replication_role``. SQLite cannot forbid
DROP TABLE, and ``INSERT OR REPLACE`` removes without a delete trigger: hence the one before insert.
"""

from django.db import migrations

KEPT = {"core_auditline": "id", "core_auditlink": "seq", "core_auditcheck": "id"}
SENTENCE = "审计记录只能追加，不能修改或删除。"

POSTGRESQL_BEGIN = """
CREATE FUNCTION core_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '审计记录只能追加，不能修改或删除。' USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE FUNCTION core_audit_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO core_auditpending (line_id) VALUES (NEW.id) ON CONFLICT DO NOTHING; RETURN NULL; END $$;
CREATE TRIGGER core_auditline_note AFTER INSERT ON core_auditline
FOR EACH ROW EXECUTE FUNCTION core_audit_note();
ALTER TABLE core_auditline ENABLE ALWAYS TRIGGER core_auditline_note;
"""
POSTGRESQL = """
CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION core_audit_refuse();
CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION core_audit_refuse();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_keep;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_whole;
"""
POSTGRESQL_DROP = "DROP TRIGGER {table}_keep ON {table}; DROP TRIGGER {table}_whole ON {table};"
POSTGRESQL_END = """
DROP TRIGGER core_auditline_note ON core_auditline;
DROP FUNCTION core_audit_note();
DROP FUNCTION core_audit_refuse();
"""

SQLITE_BEGIN = """
CREATE TRIGGER core_auditline_note AFTER INSERT ON core_auditline
BEGIN INSERT OR IGNORE INTO core_auditpending (line_id) VALUES (NEW.id); END
"""
SQLITE = (
    "CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{sentence}'); END",
    "CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{sentence}'); END",
    "CREATE TRIGGER {table}_replace BEFORE INSERT ON {table} "
    "WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) BEGIN SELECT RAISE(ABORT, '{sentence}'); END",
)
SQLITE_DROP = (
    "DROP TRIGGER {table}_update",
    "DROP TRIGGER {table}_delete",
    "DROP TRIGGER {table}_replace",
)


def refuse_changes(schema_editor, tables=tuple(KEPT)):
    """Lay the triggers that refuse; also used by tests that had to take them away."""
    _each(schema_editor, tables, (POSTGRESQL,), SQLITE)


def allow_changes(schema_editor, tables=tuple(KEPT)):
    """Take them away, as an owner of the database could."""
    _each(schema_editor, tables, (POSTGRESQL_DROP,), SQLITE_DROP)


def _each(schema_editor, tables, postgresql, sqlite):
    statements = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for table in tables:
        for statement in statements:
            schema_editor.execute(statement.format(table=table, key=KEPT[table], sentence=SENTENCE), params=None)


def forwards(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(POSTGRESQL_BEGIN if postgresql else SQLITE_BEGIN, params=None)
    refuse_changes(schema_editor)


def backwards(apps, schema_editor):
    allow_changes(schema_editor)
    postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(POSTGRESQL_END if postgresql else "DROP TRIGGER core_auditline_note", params=None)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
