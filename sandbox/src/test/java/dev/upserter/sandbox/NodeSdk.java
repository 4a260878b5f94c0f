package dev.upserter.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The official Node SDK in a process of its own, whose methods are called one by one. */
final class NodeSdk implements AutoCloseable {
    private static final String PACKAGE = "customerio-node@5.2.0";
    /** What npm says where its registry cannot be reached, or refuses to serve. */
    private static final Pattern UNREACHABLE = Pattern.compile(
            "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|E40[137]|E5[0-9][0-9]"
                    + "|ERR_SOCKET_TIMEOUT|ENOTCACHED|CERT");

    private final Process process;
    private final Writer calls;
    private final BufferedReader answers;
    private final String methods;

    private NodeSdk(Process process) throws IOException {
        this.process = process;
        this.calls = process.outputWriter(UTF_8);
        this.answers = process.inputReader(UTF_8);
        this.methods = answer();
    }

    /** Why the SDK cannot be had here; empty where it was put into {@code folder}. */
    static Optional<String> install(Path folder) throws IOException, InterruptedException {
        if (!runs("node") || !runs("npm")) {
            return Optional.of("there is no node or no npm");
        }
        try (InputStream script = Objects.requireNonNull(NodeSdk.class.getResourceAsStream("sdk.js"))) {
            Files.copy(script, folder.resolve("sdk.js"));
        }
        Path log = folder.resolve("npm.log");
        Process npm = new ProcessBuilder(
                        "npm",
                        "install",
                        "--no-audit",
                        "--no-fund",
                        "--fetch-retries=1",
                        "--fetch-timeout=20000",
                        PACKAGE)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!npm.waitFor(90, TimeUnit.SECONDS)) {
            npm.destroyForcibly();
            return Optional.of("npm took more than 90 seconds");
        }
        String said = Files.readString(log);
        if (npm.exitValue() != 0 && UNREACHABLE.matcher(said).find()) {
            return Optional.of("npm cannot reach its registry");
        }
        if (npm.exitValue() != 0) {
            throw new IOException("npm failed: " + said);
        }
        return Optional.empty();
    }

    private static boolean runs(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /** Starts it in the folder that it was installed in. */
    static NodeSdk start(Path folder, Sandbox sandbox) throws IOException {
        var command = List.of("node", "sdk.js", sandbox.endpoint().toString(), sandbox.siteId(), sandbox.apiKey());
        return new NodeSdk(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Its methods, as JSON. */
    String methods() {
        return methods;
    }

    /**
     * Calls a method.
     *
     * @param arguments a JSON list
     * @return the status and the body, as JSON
     */
    String call(String method, String arguments) throws IOException {
        calls.write("[\"" + method + "\"," + arguments + "]\n");
        calls.flush();
        return answer();
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("node has ended");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
