package dev.upserter.sql.database;

/** The tables that hold all states of a database, and their queries. People are ordered as the merge needs them. */
public final class StateTables {
    static final String SYNCS = "customer_upserter_syncs";
    static final String PEOPLE = "customer_upserter_people";

    public static final String ARE_THERE = "select to_regclass('" + PEOPLE + "') is not null";

    /** Serialises processes that create the tables at the same time. */
    public static final String MAKE = """
            select pg_advisory_xact_lock(hashtextextended('customer-upserter tables', 0));
            create table if not exists customer_upserter_syncs (
                id integer generated always as identity primary key,
                sync text not null unique,
                format integer not null,
                key_type text not null,
                workspace text not null,
                mapping text not null,
                fingerprint text not null,
                has_values boolean not null,
                people bigint,
                marked bigint,
                bytes bigint,
                outdated_by text,
                last_run text,
                unfinished boolean not null,
                forgotten text);
            create table if not exists customer_upserter_people (
                sync integer not null,
                hash bigint not null,
                key bytea not null,
                kind smallint not null,
                fingerprint bytea not null check (octet_length(fingerprint) = 16),
                sent bytea,
                more bytea,
                primary key (sync, hash, key))
            """;

    /** Whether the tables hold what states of the second format say. */
    public static final String SAY_MORE = "select exists (select from pg_attribute where attrelid = to_regclass('"
            + PEOPLE + "') and attname = 'more' and not attisdropped)";

    /** What the tables lack that an earlier version has made. */
    public static final String EXTEND = """
            alter table customer_upserter_syncs add column if not exists forgotten text;
            alter table customer_upserter_people add column if not exists more bytea
            """;

    public static final String HEADER =
            "select id, format, key_type, workspace, mapping, fingerprint, has_values, people, marked,"
                    + " bytes, outdated_by, last_run, unfinished, to_jsonb(s) ->> 'forgotten' as forgotten"
                    + " from customer_upserter_syncs s where sync = ?";

    /** The counts are null until the run that starts has ended. */
    public static final String BEGIN = """
            insert into customer_upserter_syncs
                (format, key_type, workspace, mapping, fingerprint, has_values, sync, last_run, unfinished)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (sync) do update set (format, key_type, workspace, mapping, fingerprint, has_values,
                    last_run, unfinished, people, marked, bytes) = (excluded.format, excluded.key_type,
                    excluded.workspace, excluded.mapping, excluded.fingerprint, excluded.has_values,
                    excluded.last_run, excluded.unfinished, null, null, null)
                returning id
            """;

    public static final String DROP_VALUES =
            "update customer_upserter_people set sent = null where sync = ? and sent is not null";

    public static final String COUNT = """
            update customer_upserter_syncs set (people, marked, bytes) = (
                select count(*) filter (where kind = 0), count(*) filter (where kind = 1),
                    coalesce(sum(pg_column_size(p.*)), 0)
                from customer_upserter_people p where p.sync = ?)
                where id = ? returning people, marked, bytes
            """;

    /** All people, in order. */
    public static String known(boolean more) {
        return "select hash, key, kind, fingerprint, sent" + (more ? ", more" : "")
                + " from customer_upserter_people where sync = ? order by hash, key";
    }

    public static final String NOTE_FORGOTTEN = "update customer_upserter_syncs set forgotten = ? where id = ?";
    public static final String LEAVE_OUT = "delete from customer_upserter_people where sync = ? and key < ?";

    /**
     * Takes entries; of several with the same key, the last is kept.
     *
     * @param more whether they say more: a sixth list before the two ids
     */
    public static String acknowledge(boolean more) {
        return """
            with given as (
                select distinct on (hash, key) hash, key, kind, fingerprint, sent%1$s
                from unnest(?, ?, ?, ?, ?%2$s) with ordinality as g (hash, key, kind, fingerprint, sent%1$s, place)
                order by hash, key, place desc),
            forgotten as (
                delete from customer_upserter_people p using given g
                where p.sync = ? and p.hash = g.hash and p.key = g.key and g.kind = 2)
            insert into customer_upserter_people (sync, hash, key, kind, fingerprint, sent%1$s)
                select ?, hash, key, kind, fingerprint, sent%1$s from given where kind <> 2
                on conflict (sync, hash, key) do update
                    set (kind, fingerprint, sent%1$s) = (excluded.kind, excluded.fingerprint, excluded.sent%3$s)
            """.formatted(more ? ", more" : "", more ? ", ?" : "", more ? ", excluded.more" : "");
    }

    public static final String FORGET_PEOPLE = "delete from customer_upserter_people where sync = ?";
    public static final String FORGET_SYNC = "delete from customer_upserter_syncs where id = ?";
    public static final String OUTDATE =
            "update customer_upserter_syncs set outdated_by = coalesce(outdated_by, ?) where id = ?";
    public static final String TAKE_UP = "update customer_upserter_syncs set outdated_by = null where id = ?";

    /** Held until it is released, for as long as the connection at most. */
    public static final String LOCK = "select pg_try_advisory_lock(" + key() + ")";

    public static final String UNLOCK = "select pg_advisory_unlock(" + key() + ")";

    public static final String HOLDER = """
            select a.application_name from pg_stat_activity a join pg_locks l on l.pid = a.pid
            where l.locktype = 'advisory' and l.granted and l.objsubid = 1
                and l.database = (select oid from pg_database where datname = current_database())
                and (l.classid::bigint << 32 | l.objid::bigint) =\s""" + key();

    private StateTables() {}

    private static String key() {
        return "hashtextextended('customer-upserter ' || coalesce(current_schema(), '') || ' ' || ?, 0)";
    }
}
