package dev.upserter;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import dev.upserter.sync.OneSync;
import java.io.BufferedWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** A service that has several runs at once and a sandbox to which all of them send. */
final class ParallelRunsMain {
    private static final int WIDTH = 31;

    private static final AtomicLong PEAK = new AtomicLong();
    private static final Set<String> HEAP = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());

    private ParallelRunsMain() {}

    /** Arguments: an empty folder, how many runs, how many rows each sends, keys of the configurations. Prints how each run ended, and the peak of the heap. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        watch();
        int runs = Integer.parseInt(arguments[1]);
        Path data = wideRows(folder.resolve("data.ndjson"), Integer.parseInt(arguments[2]));
        var ended = new ArrayList<Future<RunReport>>();
        try (var sandbox = Sandbox.start();
                var threads = Executors.newFixedThreadPool(runs)) {
            for (int i = 0; i < runs; i++) {
                SyncConfig config = config(sandbox, "sync" + i, arguments[3]);
                ended.add(threads.submit(
                        () -> OneSync.of(config).run(DataFile.of(data), RunOptions.in(folder.resolve("state")))));
            }
            for (Future<RunReport> each : ended) {
                tell(each);
            }
        }
        System.out.println("at most " + (PEAK.get() >> 20) + " MB after a collection");
    }

    private static void tell(Future<RunReport> run) throws InterruptedException {
        try {
            RunReport report = run.get();
            System.out.println(report.status() + " " + report.records().delivered());
            report.problems().forEach(problem -> System.out.println("  " + problem.code() + " " + problem.examples()));
        } catch (ExecutionException e) {
            System.out.println("thrown: " + e.getCause());
        }
    }

    private static Path wideRows(Path file, int rows) throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int row = 0; row < rows; row++) {
                out.write("{\"id\": \"Person" + row % 50 + "\"");
                for (int i = 0; i < WIDTH; i++) {
                    out.write(", \"a" + i + "\": \"" + "x".repeat(990) + row % 10 + '"');
                }
                out.write("}\n");
            }
        }
        return file;
    }

    private static SyncConfig config(Sandbox sandbox, String name, String keys) {
        var mappings = new ArrayList<String>();
        for (int i = 0; i < WIDTH; i++) {
            mappings.add("{\"from\": \"a" + i + "\", \"to\": \"a" + i + "\"}");
        }
        String text = """
                {"sync": "%s", "userId": "id", "endpoint": "%s", "siteId": "%s", "apiKey": "%s", "requestsPerSecond": 10000, %s
                 "mappings": [%s]}
                """.formatted(
                        name, sandbox.endpoint(), sandbox.siteId(), sandbox.apiKey(), keys, String.join(",", mappings));
        return ConfigReader.local(Map.of()).read(text.getBytes(StandardCharsets.UTF_8), name);
    }

    /** Notes how much is in use after each collection. */
    private static void watch() {
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(ParallelRunsMain::note, null, null);
        }
    }

    private static void note(Notification notification, Object unused) {
        var info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
        long used = info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> HEAP.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
        PEAK.accumulateAndGet(used, Math::max);
    }

    /** The arguments of the virtual machine that such a service has. */
    static List<String> command(Path folder, int runs, int rows, String keys) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ParallelRunsMain.class.getName(),
                folder.toString(),
                Integer.toString(runs),
                Integer.toString(rows),
                keys);
    }
}
