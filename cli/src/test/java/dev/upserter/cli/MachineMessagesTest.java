package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import com.sun.net.httpserver.HttpServer;
import dev.upserter.cli.Machine.Ended;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The messages of the real command about its machine and network, in one file that is reviewed. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
final class MachineMessagesTest {
    private static final String SYNC = "sync users.json data.json.zst";

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private HttpServer proxy;
    private Transcript transcript;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start();
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            exchange.sendResponseHeaders(407, -1);
            exchange.close();
        });
        proxy.start();
        transcript = new Transcript(folder);
        write("users.json", sandbox.endpoint().toString(), sandbox.siteId());
        write("tls.json", sandbox.endpoint().toString().replace("http:", "https:"), sandbox.siteId());
        write("elsewhere.json", "http://api.test", sandbox.siteId());
        write("quoted.json", sandbox.endpoint().toString(), "'" + sandbox.siteId() + "'");
        byte[] rows = "[{\"id\": \"ana\"}]".getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("data.json.zst"), Zstd.compress(rows));
    }

    @AfterEach
    void stop() {
        proxy.stop(0);
        sandbox.close();
    }

    private void write(String name, String endpoint, String site) throws IOException {
        Files.writeString(
                folder.resolve(name),
                "{\"userId\": \"id\", \"endpoint\": \"%s\", \"siteId\": \"%s\", \"apiKey\": \"%s\"}"
                        .formatted(endpoint, site, sandbox.apiKey()));
    }

    /** Adds what is typed, and what is done to the machine before it. */
    private void add(String trouble, Map<String, String> environment, String line) throws Exception {
        Path machine = Files.createTempDirectory(folder, "machine");
        var on = new Machine(machine);
        environment.forEach(on::with);
        for (String file : List.of("users.json", "tls.json", "elsewhere.json", "quoted.json", "data.json.zst")) {
            Files.copy(folder.resolve(file), machine.resolve(file));
        }
        String script = (trouble.isEmpty() ? "" : trouble + "; ") + (trouble.contains("exec ") ? "" : "exec \"$@\"");
        Ended ended =
                trouble.contains("mount") ? on.mounting(script, line.split(" ")) : on.shell(script, line.split(" "));
        var done = new StringBuilder(trouble.isEmpty() ? "" : trouble + "; ");
        new TreeMap<>(environment)
                .forEach((name, value) ->
                        done.append(name).append('=').append(value).append(' '));
        transcript.add(
                done + "upserter " + line,
                (ended.out() + ended.err()).replace(machine + "/", "").replaceAll("(?m)^.*getcwd.*\n", ""),
                ended.exitCode());
    }

    @Test
    void whatAMachineLacksIsReportedWithTheSetting() throws Exception {
        assumeTrue(Machine.canMount(), "mounting is not possible here");
        add("mount -t tmpfs tmpfs /proc", Map.of(), SYNC);
        add("exec \"$@\" <&-", Map.of(), "sync users.json -");
        add("exec \"$@\" >&-", Map.of(), SYNC);
        add("exec \"$@\" >/dev/full", Map.of(), SYNC + " --json");
        add("ulimit -n 40", Map.of(), SYNC);
        add("mkdir gone; cd gone; rmdir ../gone; exec ../program/\"upserter\"", Map.of(), SYNC);
        add("mount -t tmpfs -o ro tmpfs /mnt", Map.of(), SYNC + " --state /mnt/state");
        add(
                "mount -t tmpfs -o size=16k tmpfs /mnt; head -c 16k /dev/zero >/mnt/zero",
                Map.of(),
                SYNC + " --state /mnt/state");
        add(
                "mount -t tmpfs -o noexec tmpfs /mnt; mount --bind program program;"
                        + " mount -o remount,bind,noexec program; exec sh \"$@\"",
                Map.of("TMPDIR", "/mnt", "HOME", "/mnt"),
                SYNC + " --state /mnt/state");
        add("", Map.of("UPSERTER_CA_FILE", "/nowhere.pem"), "sync tls.json data.json.zst");
        add("", Map.of("UPSERTER_CA_FILE", "users.json"), "sync tls.json data.json.zst");
        add("", Map.of(), "sync tls.json data.json.zst");
        add("", Map.of("UPSERTER_JAVA_OPTS", "-Xmx1x"), SYNC);
        add("", Map.of("HTTP_PROXY", "ftp://me:secret@my_proxy"), "sync elsewhere.json data.json.zst");
        String gate = "http://me:secret@127.0.0.1:" + proxy.getAddress().getPort();
        add("", Map.of("HTTP_PROXY", gate), "sync elsewhere.json data.json.zst");
        add("", Map.of("HTTP_PROXY", gate, "NO_PROXY", "10.0.0.0/40"), "sync elsewhere.json data.json.zst");
        add("", Map.of(), "sync quoted.json data.json.zst");

        assertThat(transcript.text().replace("me:secret@", "")).doesNotContain("secret");
        Golden.assertSame("machines.txt", transcript.text());
    }
}
