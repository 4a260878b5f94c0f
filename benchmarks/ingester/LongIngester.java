import dev.upserter.Ingester;
import dev.upserter.RowVerdict;
import dev.upserter.Upserter;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.SandboxConfig;
import dev.upserter.sandbox.fault.Faults;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;

/** Adds rows for a while, and shows what the process takes. */
final class LongIngester {
    private static final int PEOPLE = 5_000;
    private static final long ROUND = Duration.ofSeconds(10).toNanos();

    private record Taken(long heap, int threads, int classes, long descriptors) {
        static Taken now() {
            System.gc();
            var system = (com.sun.management.UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Taken(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                    system.getOpenFileDescriptorCount());
        }

        boolean isMuchMoreThan(Taken before) {
            return heap > before.heap + (16L << 20)
                    || threads > before.threads + 10
                    || descriptors > before.descriptors + 10;
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        long end = System.nanoTime()
                + Duration.ofSeconds(Long.parseLong(arguments[0])).toNanos();
        long settled = System.nanoTime()
                + Duration.ofSeconds(Long.parseLong(arguments[0])).toNanos() / 10;
        SandboxConfig faulty = SandboxConfig.defaults().withFaults(Faults.parse("503=0.02,500-applied=0.01,lost=0.01"));
        try (Sandbox sandbox = Sandbox.start(faulty);
                Upserter upserter = Upserter.builder()
                        .configuration(Map.of(
                                "userId", "id",
                                "endpoint", sandbox.endpoint().toString(),
                                "siteId", sandbox.siteId(),
                                "apiKey", sandbox.apiKey()))
                        .build();
                Ingester<Long> ingester = upserter.<Long>ingester((number, row) ->
                                row.set("id", "p" + number % PEOPLE).set("n", number))
                        .start()) {
            sandbox.recordRequests(false);
            Taken first = null;
            long added = 0;
            while (System.nanoTime() < end) {
                for (long round = System.nanoTime() + ROUND; System.nanoTime() < round; added++) {
                    ingester.add(added);
                }
                ingester.flush(Duration.ofMinutes(5));
                Taken now = Taken.now();
                System.out.println(added + " added, " + ingester.count(RowVerdict.DELIVERED) + " delivered, " + now);
                first = first == null && System.nanoTime() > settled ? now : first;
                if (first != null && now.isMuchMoreThan(first)) {
                    System.out.println("it grows: " + first);
                    System.exit(1);
                }
            }
        }
    }
}
