package dev.upserter.schedule;

import dev.upserter.carried.cron.model.CronType;
import dev.upserter.carried.cron.model.definition.CronDefinitionBuilder;
import dev.upserter.carried.cron.model.time.ExecutionTime;
import dev.upserter.carried.cron.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A cron expression of five fields, read by cron-utils. It knows times of a clock on the wall alone: no zone, no daylight saving.
 * Immutable.
 */
public final class CronExpression {
    private final String fields;
    private final ExecutionTime times;

    private CronExpression(String fields) {
        this.fields = fields;
        this.times = ExecutionTime.forCron(parser().parse(fields));
    }

    /**
     * An expression that cron-utils takes.
     *
     * @param fields five of them, with one blank between two
     * @throws IllegalArgumentException if they are wrong
     */
    static CronExpression of(String fields) {
        return new CronExpression(fields);
    }

    private static CronParser parser() {
        return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    }

    /** The five fields, with one blank between two: {@code @daily} is {@code 0 0 * * *}. */
    public String fields() {
        return fields;
    }

    /** Whether the hour begins with {@code *}: such times follow each other in real time, however clocks are set. */
    boolean isEveryHour() {
        return fields.charAt(fields.indexOf(' ') + 1) == '*';
    }

    /** The first time after this one; empty if there is none. */
    Optional<LocalDateTime> after(LocalDateTime time) {
        return times.nextExecution(minute(time)).map(ZonedDateTime::toLocalDateTime);
    }

    /** The last time at this one or before; empty if there is none. */
    Optional<LocalDateTime> upTo(LocalDateTime time) {
        return times.lastExecution(minute(time).plusMinutes(1)).map(ZonedDateTime::toLocalDateTime);
    }

    /** All times are whole minutes. */
    private static ZonedDateTime minute(LocalDateTime time) {
        return time.truncatedTo(ChronoUnit.MINUTES).atZone(ZoneOffset.UTC);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronExpression expression && expression.fields.equals(fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields;
    }
}
