package dev.upserter;

import dev.upserter.sandbox.Sandbox;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A service that has run for long: says what it has after the first tenth of its runs and after the last, as
 * {@code descriptors threads classes kilobytes}, and whether the library's class loader goes when it is closed.
 */
final class LongLivedMain {
    private LongLivedMain() {}

    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(arguments[0]);
        try (var sandbox = Sandbox.start()) {
            work(sandbox, runs / 10);
            System.out.println(held());
            work(sandbox, runs);
            System.out.println(held());
            System.out.println(isCollected(sandbox));
        }
    }

    private static Map<String, Object> configuration(Sandbox sandbox) {
        return Map.of(
                "userId", "id",
                "endpoint", sandbox.endpoint().toString(),
                "siteId", sandbox.siteId(),
                "apiKey", sandbox.apiKey(),
                "requestsPerSecond", 3000);
    }

    private static void work(Sandbox sandbox, int runs) {
        var builder = Upserter.builder().configuration(configuration(sandbox));
        for (int part = 0; part < 10; part++) {
            try (var direct = builder.state(State.none()).build();
                    var stored = builder.state(State.temporary()).build()) {
                for (int i = 0; i < runs / 10; i++) {
                    List<Map<String, Integer>> rows = IntStream.range(0, 5)
                            .mapToObj(id -> Map.of("id", id, "n", 1))
                            .toList();
                    (i % 10 == 0 ? stored : direct)
                            .run(Rows.maps(rows), outcome -> {})
                            .orThrow();
                    direct.send(Map.of("id", i)).orThrow();
                }
            }
        }
    }

    private static String held() throws Exception {
        System.gc();
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        long descriptors;
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            descriptors = open.count();
        }
        return descriptors + " " + ManagementFactory.getThreadMXBean().getThreadCount() + " "
                + ManagementFactory.getClassLoadingMXBean().getLoadedClassCount() + " " + (used >> 10);
    }

    private static boolean isCollected(Sandbox sandbox) throws Exception {
        var collected = new ReferenceQueue<ClassLoader>();
        WeakReference<ClassLoader> loader = runApart(sandbox, collected);
        try {
            boolean isGone = false;
            for (int i = 0; i < 50 && !isGone; i++) {
                System.gc();
                isGone = collected.remove(100) != null;
            }
            return isGone;
        } finally {
            Reference.reachabilityFence(loader);
        }
    }

    /** Runs the library in a class loader of its own. */
    private static WeakReference<ClassLoader> runApart(Sandbox sandbox, ReferenceQueue<ClassLoader> queue)
            throws Exception {
        var urls = new ArrayList<URL>();
        for (String part : System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
            urls.add(Path.of(part).toUri().toURL());
        }
        try (var loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> upserter = loader.loadClass("dev.upserter.Upserter");
            Object builder = upserter.getMethod("builder").invoke(null);
            builder.getClass().getMethod("configuration", Map.class).invoke(builder, configuration(sandbox));
            Object client = builder.getClass().getMethod("build").invoke(builder);
            Object report = upserter.getMethod("send", Map.class).invoke(client, Map.of("id", 7));
            report.getClass().getMethod("orThrow").invoke(report);
            upserter.getMethod("close").invoke(client);
            return new WeakReference<>(loader, queue);
        }
    }
}
