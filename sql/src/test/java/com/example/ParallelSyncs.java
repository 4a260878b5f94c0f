package com.example;

import dev.upserter.Job;
import dev.upserter.Report;
import dev.upserter.Rows;
import dev.upserter.State;
import dev.upserter.Upserter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs two syncs of one configuration at once. They share the workspace's ceiling of requests a second. */
final class ParallelSyncs {
    private ParallelSyncs() {}

    static List<Report> run(Path configuration, Path people, Path devices, Path state) {
        var builder = Upserter.builder().configuration(configuration).state(State.folder(state));
        try (Upserter first = builder.sync("people").build();
                Upserter second = builder.sync("devices").build()) {
            Job one = first.start(Rows.file(people));
            Job other = second.start(Rows.file(devices));
            return Stream.of(one, other).map(Job::join).map(Report::orThrow).toList();
        }
    }
}
