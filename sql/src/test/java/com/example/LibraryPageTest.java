package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.Report;
import dev.upserter.Upserter;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sql.GivenSource;
import dev.upserter.sql.Postgres;
import dev.upserter.sql.WithPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs of docs/library.md are these, and do what the page says. */
class LibraryPageTest {
    private final Sandbox sandbox = Sandbox.start();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OneRow", "NightlyTable", "QueueLoop", "ParallelSyncs", "MappingTest"})
    void thePageShowsTheProgram(String name) throws Exception {
        String program = Files.readString(Path.of("src/test/java/com/example", name + ".java"));

        assertThat(Files.readString(Path.of("../docs/library.md"))).contains("```java\n" + program + "```");
    }

    private Path configuration(String more) throws Exception {
        return Files.writeString(
                folder.resolve("people.yaml"),
                "endpoint: " + sandbox.endpoint() + "\nsiteId: " + sandbox.siteId() + "\napiKey: " + sandbox.apiKey()
                        + "\n" + more);
    }

    @Test
    void oneRowIsOneRequest() throws Exception {
        sandbox.recordRequests(true);
        try (var program = new OneRow(configuration("userId: id\n"))) {
            program.planChanged("7", "pro");
            program.planChanged("7", "free");
        }
        assertThat(sandbox.requests()).hasSize(2);
        assertThat(sandbox.peopleCount()).isEqualTo(1);
    }

    @Test
    void theTableIsSentOnce() throws Exception {
        Postgres server = WithPostgres.server();
        server.execute("drop table if exists customer_upserter_syncs, customer_upserter_people, customers");
        server.execute("create table customers (id integer, email text, plan text)");
        server.execute("insert into customers values (1, 'ana@example.com', 'pro'), (2, 'bo@example.com', 'free')");
        DataSource database = GivenSource.of(server);
        Path configuration = configuration("userId: id\nincremental: true\n");

        assertThat(NightlyTable.send(database, configuration).orThrow().delivered())
                .isEqualTo(2);
        Report again = NightlyTable.send(database, configuration);

        assertThat(again.orThrow().unchanged()).isEqualTo(2);
        assertThat(sandbox.peopleCount()).isEqualTo(2);
        server.execute("drop table customers");
    }

    @Test
    void bothSyncsRun() throws Exception {
        Path people = Files.writeString(folder.resolve("people.csv"), "id,plan\n1,pro\n2,free\n");
        Path devices = Files.writeString(folder.resolve("devices.csv"), "id,token\n1,abc\n");
        Path configuration = configuration("""
                syncs:
                  - {sync: people, userId: id, source: {file: people.csv}}
                  - {sync: devices, type: device, userId: id, device: token, platform: ios, source: {file: devices.csv}}
                """);

        List<Report> reports = ParallelSyncs.run(configuration, people, devices, folder.resolve("state"));

        assertThat(reports).extracting(Report::delivered).containsExactly(2L, 1L);
    }

    /** Fifty messages about seven people, ten for each poll. */
    private static final class Fifty implements QueueLoop.Partition {
        final List<Long> commits = new ArrayList<>();
        final List<Long> seeks = new ArrayList<>();
        private long at;

        @Override
        public List<QueueLoop.Message> poll(Duration time) {
            long from = at;
            at = Math.min(50, at + 10);
            return LongStream.range(from, at)
                    .mapToObj(offset -> new QueueLoop.Message(offset, "c" + offset % 7, "plan " + offset))
                    .toList();
        }

        @Override
        public void commit(long offset) {
            if (commits.isEmpty() || commits.getLast() != offset) {
                commits.add(offset);
            }
        }

        @Override
        public void seek(long offset) {
            seeks.add(offset);
            at = offset;
        }

        boolean goesOn() {
            return commits.isEmpty() || commits.getLast() < 50;
        }
    }

    private Fifty queue(String more) throws Exception {
        var partition = new Fifty();
        try (var upserter = Upserter.builder()
                .configuration(configuration("userId: id\n" + more))
                .build()) {
            new QueueLoop().run(upserter, partition, partition::goesOn);
        }
        assertThat(partition.commits).isSorted().last().isEqualTo(50L);
        assertThat(sandbox.peopleCount()).isEqualTo(7);
        assertThat(sandbox.person("c0").orElseThrow().attributes()).containsEntry("plan", "\"plan 49\"");
        return partition;
    }

    @Test
    void theQueueIsCommittedAsFarAsItsMessagesHaveEnded() throws Exception {
        assertThat(queue("").seeks).isEmpty();
    }

    @Test
    void afterAnOutageTheQueueIsPolledFromTheFirstMessageWithoutAnEnd() throws Exception {
        sandbox.answerNext(Stream.generate(() -> Answer.status(503)).limit(5).toArray(Answer[]::new));

        assertThat(queue("maxOutage: 0s\n").seeks).isNotEmpty();
    }
}
