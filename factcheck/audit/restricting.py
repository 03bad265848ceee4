"""Rights in the database: what serves requests and runs jobs writes everything but the audit.

Triggers of the owner's write it. So whoever takes over the web server, or finds a hole for SQL, can neither
change an event nor forge one, nor switch a trigger off.
"""

from __future__ import annotations

from django.db import connection, transaction
from psycopg import sql

# The triggers that write events and seals, as pghistory and audit/models.py name them.
WRITERS = """
SELECT DISTINCT trigger.tgfoid::regprocedure::text
FROM pg_trigger trigger
WHERE NOT trigger.tgisinternal
  AND trigger.tgname ~ '^pgtrigger_(insert_insert|update_update|delete_delete|seal)_'
"""
AUDIT_TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname LIKE 'audit\\_%%'
"""
# pgtrigger lets a session name triggers to be skipped. In this database none are.
NEVER_IGNORE = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS boolean
LANGUAGE sql IMMUTABLE AS 'SELECT false'
"""
GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
    "REVOKE EXECUTE ON FUNCTION audit_seal(text, bigint) FROM PUBLIC",
)


@transaction.atomic
def restrict(*, role: str, password: str = "") -> None:
    """Give this role what the product needs and no more; made when it is missing.

    To be run by the owner of the tables after every migration, which makes triggers anew. password: ""
    leaves the role without one, which then can't log in over the network.
    """
    _make(role, password)
    with connection.cursor() as cursor:
        for grant in GRANTS:
            cursor.execute(sql.SQL(grant).format(role=sql.Identifier(role)))
        for table in _column(AUDIT_TABLES):
            revoke = "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {table} FROM {role}"
            cursor.execute(sql.SQL(revoke).format(table=sql.Identifier(table), role=sql.Identifier(role)))
        cursor.execute(NEVER_IGNORE)
        for function in _column(WRITERS):
            # As its owner, and never by a table that somebody put in front in their own search path.
            cursor.execute(f"ALTER FUNCTION {function} SECURITY DEFINER SET search_path = public, pg_temp")


def _make(role: str, password: str) -> None:
    known = _column("SELECT rolname FROM pg_roles WHERE rolname = %s", [role])
    verb = "ALTER" if known else "CREATE"
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                f"{verb} ROLE {{role}} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {{password}}"
            ).format(role=sql.Identifier(role), password=sql.Literal(password or None))
        )


def _column(query: str, parameters: list[str] | None = None) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return [row[0] for row in cursor.fetchall()]
