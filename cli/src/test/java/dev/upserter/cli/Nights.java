package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.store.Person;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A nightly job as cron runs it: one command line, one export per night, a sandbox in place of Customer.io. */
final class Nights implements AutoCloseable {
    static final int PEOPLE = 30;

    private final Path folder;
    private final Sandbox sandbox = Sandbox.start();
    private final boolean isMirror;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private boolean hasCredentials = true;

    /** Creates one whose first night has succeeded. */
    Nights(Path folder, boolean isMirror) throws IOException {
        this.folder = folder;
        this.isMirror = isMirror;
        keys.put("userId", "\"id\"");
        keys.put("parallelism", "1");
        keys.put("api", "\"single\"");
        if (isMirror) {
            keys.put("mode", "\"mirror\"");
            keys.put("removed", "\"set\"");
        }
        configure();
        assertThat(sync(export("night-0.csv", 0, PEOPLE, "a"))).isZero();
    }

    boolean isMirror() {
        return isMirror;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Sets a key of the configuration, as JSON, or removes it. */
    void configure(String key, String json) throws IOException {
        if (json.isEmpty()) {
            keys.remove(key);
        } else {
            keys.put(key, json);
        }
        configure();
    }

    private void configure() throws IOException {
        String text = keys.entrySet().stream()
                .map(key -> "\"" + key.getKey() + "\": " + key.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
        Files.writeString(file("users.json"), text);
    }

    void forgetCredentials(boolean forget) {
        hasCredentials = !forget;
    }

    /** Writes an export of these people. */
    Path export(String name, int from, int to, String plan) throws IOException {
        String rows = IntStream.range(from, to)
                .mapToObj(i -> i + "," + plan + "\n")
                .collect(Collectors.joining("", "id,plan\n", ""));
        return Files.writeString(file(name), rows);
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(file(name), text);
    }

    /** Cron's command line. */
    List<String> command(Path data, String... more) {
        var command = new ArrayList<>(List.of("sync", file("users.json").toString(), data.toString(), "--resume"));
        command.addAll(List.of("--endpoint", sandbox.endpoint().toString()));
        command.addAll(List.of("--state", file("state").toString()));
        command.addAll(List.of(more));
        return command;
    }

    int sync(Path data, String... more) {
        return sync(new Typed(), data, more);
    }

    int sync(Typed typed, Path data, String... more) {
        return run(typed, command(data, more));
    }

    int run(Typed typed, List<String> command) {
        return typed.with(environment()).run(command.toArray(String[]::new));
    }

    Map<String, String> environment() {
        return hasCredentials
                ? Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey())
                : Map.of();
    }

    /** The night before, ended after its first request by this answer of Customer.io. */
    int answered(Answer answer) throws IOException {
        sandbox.answerNext(Answer.normal(), answer);
        return sync(monday());
    }

    /** The export of the night that fails. */
    Path monday() throws IOException {
        return export("monday.csv", 0, PEOPLE, "b");
    }

    /** The same from standard input, which fails after its first rows. */
    int failing(Throwable failure) {
        var typed = new Typed().stdin(new InputStream() {
            private int rows;

            @Override
            public int read() {
                throw new IllegalStateException("read by the piece");
            }

            @Override
            public int read(byte[] target, int from, int length) {
                if (rows++ == 0) {
                    byte[] header = "id,plan\n".getBytes(StandardCharsets.US_ASCII);
                    System.arraycopy(header, 0, target, from, header.length);
                    return header.length;
                }
                return fail(failure);
            }
        });
        return sync(typed, Path.of("-"));
    }

    private static int fail(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    /** The last run's id. */
    String lastRun() throws IOException {
        return Files.readString(file("state/syncs/users/last-run")).strip();
    }

    /**
     * Checks that all people in a night's export are at Customer.io with this plan, and that a mirror has removed the
     * others.
     */
    void arrived(int from, int to, String plan) {
        Map<String, Person> people =
                sandbox.people().stream().collect(Collectors.toMap(Person::identifier, person -> person));
        for (int i = from; i < to; i++) {
            Person person = Objects.requireNonNull(people.get("" + i), "person " + i);
            assertThat(person.attributes()).containsEntry("plan", "\"" + plan + "\"");
        }
        if (isMirror) {
            people.values().stream()
                    .filter(person -> Integer.parseInt(person.identifier()) < from)
                    .forEach(gone -> assertThat(gone.attributes()).containsEntry("removed_from_source", "true"));
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
