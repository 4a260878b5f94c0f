package com.example;

import dev.upserter.Report;
import dev.upserter.Rows;
import dev.upserter.State;
import dev.upserter.Upserter;
import java.nio.file.Path;
import javax.sql.DataSource;

/** Sends those customers of a table that changed since the last time; the same database remembers who was sent. */
final class NightlyTable {
    private NightlyTable() {}

    static Report send(DataSource database, Path configuration) {
        try (var upserter = Upserter.builder()
                .configuration(configuration)
                .state(State.postgres(database))
                .build()) {
            return upserter.run(Rows.query(database, "select id, email, plan from customers"));
        }
    }
}
