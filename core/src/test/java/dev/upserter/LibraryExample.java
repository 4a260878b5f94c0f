package dev.upserter;

import java.nio.file.Path;
import java.util.Map;

/** The README's example of the library. */
final class LibraryExample {
    private LibraryExample() {}

    static Report run(Path folder, Map<String, String> environment) {
        // begin
        try (var upserter = Upserter.builder()
                .configuration(folder.resolve("configuration.json"))
                .environment(environment)
                .build()) {
            upserter.send(Map.of("id", 4711, "plan", "pro")).orThrow();

            Report report = upserter.run(Rows.file(folder.resolve("data.json")));

            System.out.println(report);
            report.problems().forEach(problem -> System.out.println(problem.code() + ": " + problem.hint()));
            // end
            return report;
        }
    }
}
