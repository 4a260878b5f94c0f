package dev.upserter;

import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.report.RunReport;
import dev.upserter.run.Trial;
import dev.upserter.run.option.StopSignal;
import dev.upserter.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs of rows of a program against a sandbox. */
abstract class RowRuns {
    static final String SECRET = "ana@example.com";

    @TempDir
    Path folder;

    final Sandbox sandbox = Sandbox.start();
    final StopSignal stop = new StopSignal();
    UnaryOperator<SyncConfigBuilder> config = given -> given;

    @AfterEach
    void close() {
        sandbox.close();
    }

    /** As a program may have one. */
    record Customer(String id, String plan, LocalDate since) {}

    static final RowMapper<Customer> MAPPER = (customer, row) ->
            row.set("id", customer.id()).set("plan", customer.plan()).set("since", customer.since());

    <T> RunReport run(Rows<T> rows, List<RowOutcome<T>> outcomes) {
        return run(rows.hand(outcomes::add));
    }

    RunReport run(Rows<?> rows) {
        return run(rows.hand(null));
    }

    RunReport run(Handing handing) {
        try (handing) {
            return new Trial(folder, sandbox)
                    .config(config)
                    .options(options -> options.withStop(stop).withRowEnds(handing.ends()))
                    .run(handing.data());
        }
    }

    static List<Customer> customers(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Customer("c" + i, "pro", LocalDate.of(2026, 1, 31)))
                .toList();
    }
}
