package dev.upserter.config.schedule;

import dev.upserter.config.SyncName;
import dev.upserter.config.keys.Flag;
import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.OneOf;
import dev.upserter.config.keys.Own;
import dev.upserter.config.keys.Section;
import dev.upserter.config.keys.Type;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.schedule.CatchUp;
import dev.upserter.schedule.CronExpression;
import dev.upserter.schedule.CronText;
import dev.upserter.schedule.Schedule;
import dev.upserter.schedule.ScheduleConfig;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys that say when syncs run by themselves. */
public final class ScheduleKeys {
    private static final ZoneId DEFAULT_ZONE = ZoneId.of("UTC");
    private static final String NOT_UPLOADED = "say when this server runs it";

    /** Of a configuration, or of one of several syncs. */
    public static final Section PART = Section.part();

    /** The times. */
    public static final KeySpec<CronExpression> SCHEDULE = PART.add(KeySpec.of(
                    "schedule",
                    new Own<>(
                            ScheduleKeys::expression,
                            Type.orFromEnvironment("\"type\": \"string\""),
                            "cron expression"),
                    "When serve --syncs runs it: a cron expression of five fields, or @hourly, @daily, @weekly, @monthly,"
                            + " @yearly. Refused in an uploaded configuration.",
                    "when `serve --syncs` [runs it](schedules.md): a cron expression of five fields, or `@hourly`,"
                            + " `@daily`, `@weekly`, `@monthly`, `@yearly`. Refused in an uploaded configuration")
            .examples("[\"0 2 * * *\", \"*/15 8-18 * * mon-fri\", \"@daily\"]")
            .notUploaded(NOT_UPLOADED, "remove schedule"));

    /** Whose clocks show them. */
    public static final KeySpec<ZoneId> ZONE = PART.add(KeySpec.of(
                    "zone",
                    new Own<>(ScheduleKeys::zone, Type.orFromEnvironment("\"type\": \"string\""), "time zone"),
                    "The time zone of schedule. Refused in an uploaded configuration.",
                    "the time zone of `schedule`, with its daylight saving. Refused in an uploaded configuration")
            .defaultsTo(DEFAULT_ZONE, "\"UTC\"")
            .examples("[\"Europe/Berlin\", \"UTC\"]")
            .notUploaded(NOT_UPLOADED, "remove zone"));

    /** Whether files start it. */
    public static final KeySpec<Boolean> WATCH = PART.add(KeySpec.of(
                    "watch",
                    new Flag(),
                    "Whether serve --syncs runs it when a file of source.file arrives or changes. Refused in an uploaded"
                            + " configuration.",
                    "whether `serve --syncs` runs it when a file of `source.file` [arrives or"
                            + " changes](schedules.md#files-that-arrive). Refused in an uploaded configuration")
            .defaultsTo(false)
            .notUploaded("watch files of this server", "remove watch"));

    /** What becomes of times that were missed. */
    public static final KeySpec<CatchUp> CATCH_UP = PART.add(KeySpec.of(
                    "catchUp",
                    OneOf.of(CatchUp.values()),
                    "What becomes of the times of schedule that passed while the server was down: one run for all, a run"
                            + " for each, or none. Refused in an uploaded configuration.",
                    "what becomes of the times of `schedule` that passed [while the server was"
                            + " down](schedules.md#missed-times): one run for all, a run for each, or none. Refused in an"
                            + " uploaded configuration")
            .defaultsTo(CatchUp.ONCE)
            .notUploaded(NOT_UPLOADED, "remove catchUp"));

    /** What it follows. */
    public static final KeySpec<String> AFTER = PART.add(KeySpec.of(
                    "after",
                    new Own<>(
                            ScheduleKeys::after,
                            Type.orFromEnvironment(
                                    "\"type\": \"string\", \"pattern\": \"^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$\""),
                            "name of a sync"),
                    "The sync after which serve --syncs runs it: one of this file, or of another configuration of the"
                            + " folder. Refused in an uploaded configuration.",
                    "the sync [after which](schedules.md#sequences) `serve --syncs` runs it: one of this file, or of"
                            + " another configuration of the folder. Refused in an uploaded configuration")
            .examples("[\"people\"]")
            .notUploaded(NOT_UPLOADED, "remove after"));

    /** The names of all. */
    public static final Set<String> NAMES = Set.copyOf(PART.names());

    private ScheduleKeys() {}

    /** What the keys of an object say. */
    public static ScheduleConfig read(GivenKeys given) {
        CronExpression expression = given.find(SCHEDULE);
        ZoneId zone = given.find(ZONE);
        Schedule times = expression == null ? null : new Schedule(expression, zone == null ? DEFAULT_ZONE : zone);
        CatchUp catchUp = given.find(CATCH_UP);
        return new ScheduleConfig(
                times,
                Boolean.TRUE.equals(given.find(WATCH)),
                catchUp == null ? CatchUp.ONCE : catchUp,
                given.find(AFTER));
    }

    /** Notes files that are to be watched where the source names none. */
    public static void check(GivenKeys given, boolean namesFile, KeyValues values) {
        ConfigNode.Field watch = given.field(WATCH);
        if (watch != null && !namesFile && Boolean.TRUE.equals(given.find(WATCH))) {
            values.note(
                    watch,
                    "watch needs source.file, the file or the pattern of files that arrive",
                    "write source: {file: \"exports/users-*.csv\"}, or schedule in place of watch");
        }
    }

    private static @Nullable CronExpression expression(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, "0 2 * * *");
        CronText.Reading reading = text == null ? null : CronText.read(text.text());
        if (reading instanceof CronText.Reading.Wrong wrong) {
            values.note(field, field.name() + " " + wrong.message(), wrong.hint());
        }
        return reading instanceof CronText.Reading.Good good ? good.expression() : null;
    }

    /** An offset is no zone: crontab, systemd and Kubernetes take names alone. */
    private static @Nullable ZoneId zone(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, "Europe/Berlin");
        if (text == null || ZoneId.getAvailableZoneIds().contains(text.text())) {
            return text == null ? null : ZoneId.of(text.text());
        }
        values.note(field, "there is no time zone of this name", "write UTC, or a name as Europe/Berlin");
        return null;
    }

    private static @Nullable String after(ConfigNode.Field field, KeyValues values) {
        Resolved name = values.text(field, "people");
        if (name == null || SyncName.isValid(name.text())) {
            return name == null ? null : name.text();
        }
        values.note(field, "after must be the name of a sync: " + SyncName.MUST_BE, "write it as after: people");
        return null;
    }
}
