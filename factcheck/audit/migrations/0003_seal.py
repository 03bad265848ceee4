"""The functions that seal events.

Each pins its time zone, so that an event hashes alike whoever asks; nulls are left out, so that a column
added later doesn't change what was sealed. The chain is serialised by an advisory lock that is taken only
while a transaction commits (the triggers are deferred).
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION audit_event_sha256(event_table text, event_id bigint) RETURNS text
LANGUAGE plpgsql STABLE SET TimeZone = 'UTC' AS $$
DECLARE found text;
BEGIN
    EXECUTE format('SELECT jsonb_strip_nulls(to_jsonb(event))::text FROM %I event WHERE pgh_id = $1', event_table)
    INTO found USING event_id;
    RETURN encode(sha256(convert_to(found, 'UTF8')), 'hex');
END $$;

CREATE FUNCTION audit_link_sha256(previous text, event_table text, event_id bigint, event_sha256 text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT encode(sha256(convert_to(concat_ws('|', previous, event_table, event_id::text, event_sha256), 'UTF8')), 'hex')
$$;

CREATE FUNCTION audit_seal(event_table text, event_id bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE before text; hash text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('audit_chain'));
    SELECT sha256 INTO before FROM audit_chainlink ORDER BY id DESC LIMIT 1;
    before := coalesce(before, '');
    hash := audit_event_sha256(event_table, event_id);
    INSERT INTO audit_chainlink (event_table, event_id, event_sha256, previous_sha256, sha256)
    VALUES (event_table, event_id, hash, before, audit_link_sha256(before, event_table, event_id, hash));
END $$;
"""
DROP = """
DROP FUNCTION audit_seal(text, bigint);
DROP FUNCTION audit_link_sha256(text, text, bigint, text);
DROP FUNCTION audit_event_sha256(text, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_initial")]
    operations = [migrations.RunSQL(FUNCTIONS, DROP)]
