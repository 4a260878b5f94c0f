package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A file, the configuration that {@code init} writes for it, and the people that {@code sync} sends with it. */
final class Initiated implements AutoCloseable {
    private final Sandbox sandbox = Sandbox.start();
    private final Path folder;
    private Path data;
    private String config = "";
    private String said = "";
    private String warned = "";

    Initiated(Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data.csv");
    }

    /** Makes a configuration for data. */
    Initiated of(String name, String content) throws IOException {
        return of(name, content, StandardCharsets.UTF_8);
    }

    Initiated of(String name, String content, Charset encoding) throws IOException {
        return of(Files.write(folder.resolve(name), content.getBytes(encoding)));
    }

    Initiated of(Path file) throws IOException {
        data = file;
        var typed = new Typed();
        assertThat(typed.run("init", data.toString())).as(typed.err()).isZero();
        warned = typed.err();
        return with(typed.out());
    }

    /** Uses another configuration. */
    Initiated with(String configuration) throws IOException {
        config = configuration;
        Files.writeString(folder.resolve("c.yaml"), config);
        return this;
    }

    /** The exit code of {@code check}. */
    int check() {
        return run("check");
    }

    /** The exit code of {@code sync}. */
    int sync() {
        return run("sync");
    }

    private int run(String command) {
        var typed = new Typed()
                .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
        int exitCode = typed.run(
                command,
                folder + "/c.yaml",
                data.toString(),
                "--endpoint",
                sandbox.endpoint().toString());
        said = typed.out() + typed.err();
        return exitCode;
    }

    String config() {
        return config;
    }

    /** What {@code init} warned of. */
    String warned() {
        return warned;
    }

    /** The output of the last command. */
    String said() {
        return said;
    }

    /** The number of people. */
    int people() {
        return sandbox.peopleCount();
    }

    Map<String, String> person(String id) {
        return sandbox.person(id)
                .orElseThrow(() -> new AssertionError(id + " is missing: " + said))
                .attributes();
    }

    /** What is said of a person's messages: true, false, or nothing. */
    String unsubscribed(String id) {
        return person(id).getOrDefault("unsubscribed", "nothing");
    }

    /** Makes a configuration for data, which must be good as it is, and sends the data. */
    void send(String name, String content) throws IOException {
        of(name, content);
        assertThat(check()).as(config + said).isZero();
        assertThat(sync()).as(config + said).isZero();
    }

    /** Makes a configuration for rows that say who wants no messages, which it must read, and sends them. */
    void sendConsents(String name, String content) throws IOException {
        of(name, content);
        assertThat(check()).as(config + said).isZero();
        assertThat(said).doesNotContain("OPT_OUT_NOT_MAPPED");
        assertThat(sync()).as(config + said).isZero();
        assertThat(said).doesNotContain("OPT_OUT_NOT_MAPPED");
    }

    /** Sends such rows; what is then said of the messages of the people 1 and 2. */
    String unsubscribed(String name, String content) throws IOException {
        sendConsents(name, content);
        return unsubscribed("1") + " " + unsubscribed("2");
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
