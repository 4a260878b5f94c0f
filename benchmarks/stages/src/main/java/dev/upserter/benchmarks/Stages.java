package dev.upserter.benchmarks;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/** Runs the benchmarks, with the options of JMH, and prints what each stage costs; JMH's own account goes to stderr. */
final class Stages {
    /** The order of the data path. */
    private static final List<String> ORDER = List.of(
            "readJson",
            "readNdjson",
            "readCsv",
            "map",
            "guard",
            "fingerprint",
            "join",
            "packBatch",
            "packSingle",
            "wholePath",
            "wholeWide",
            "wholeEvents",
            "wholeById",
            "wholeUnchanged");

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Stages() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream results = System.out;
        var options = new CommandLineOptions(arguments);
        if (options.shouldHelp()) {
            options.showHelp();
        } else if (options.shouldList()) {
            new Runner(options).list();
        } else {
            System.setOut(System.err);
            print(
                    new Runner(new OptionsBuilder()
                                    .parent(options)
                                    .addProfiler(CpuProfiler.class)
                                    .addProfiler(GCProfiler.class)
                                    .build())
                            .run(),
                    results);
        }
    }

    private static void print(Collection<RunResult> runs, PrintStream out) {
        out.printf("%-14s %14s %18s %10s%n", "stage", "CPU ns/record", "least to most", "B/record");
        runs.stream()
                .sorted(Comparator.comparingInt(run -> ORDER.indexOf(name(run))))
                .forEach(run -> out.println(line(run)));
    }

    private static String name(RunResult run) {
        String method = run.getParams().getBenchmark();
        return method.substring(method.lastIndexOf('.') + 1);
    }

    /** The median, and the range, of all iterations of all processes. */
    private static String line(RunResult run) {
        Statistics nanos = statistics(run, CpuProfiler.LABEL);
        String range = String.format(Locale.ROOT, "%.0f to %.0f", nanos.getMin(), nanos.getMax());
        double bytes = statistics(run, ALLOCATED).getPercentile(50);
        return String.format(Locale.ROOT, "%-14s %14.0f %18s %10.0f", name(run), nanos.getPercentile(50), range, bytes);
    }

    private static Statistics statistics(RunResult run, String label) {
        Result<?> result = run.getSecondaryResults().get(label);
        return Objects.requireNonNull(result, label).getStatistics();
    }
}
