package dev.upserter.sql;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** One server for all tests of this run; a test that needs it is skipped where PostgreSQL is not installed. */
public final class WithPostgres {
    private static Optional<Postgres> server = Optional.empty();

    private WithPostgres() {}

    public static synchronized Postgres server() throws Exception {
        if (server.isEmpty()) {
            Optional<Path> tools = Postgres.tools();
            Assumptions.assumeTrue(
                    tools.isPresent(), "skipped: PostgreSQL is not installed (the package postgresql brings it)");
            Postgres started = Postgres.start(tools.orElseThrow());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started)));
            server = Optional.of(started);
        }
        return server.get();
    }

    private static void stop(Postgres started) {
        try {
            started.close();
        } catch (Exception e) {
            throw new IllegalStateException("the test's PostgreSQL did not stop", e);
        }
    }
}
