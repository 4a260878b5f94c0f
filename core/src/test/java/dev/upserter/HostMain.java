package dev.upserter;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import dev.upserter.sync.OneSync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An application that embeds the library, with other versions of its libraries and every log at its lowest level. */
final class HostMain {
    private HostMain() {}

    /** Arguments: folder with a configuration and two files, site id, key. Prints how each run ended. */
    public static void main(String[] arguments) throws Exception {
        logEverything();
        Path folder = Path.of(arguments[0]);
        try (var sandbox = Sandbox.start()) {
            var environment = Map.of("CUSTOMERIO_SITE_ID", arguments[1], "CUSTOMERIO_API_KEY", arguments[2]);
            Path file = folder.resolve("sync.json");
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace("ENDPOINT", sandbox.endpoint().toString()));
            SyncConfig config = ConfigReader.local(environment).read(file);
            for (String data : new String[] {"data.json", "data.ndjson"}) {
                RunOptions options = RunOptions.in(folder.resolve("state"));
                RunReport report = OneSync.of(config).run(DataFile.of(folder.resolve(data)), options);
                System.out.println(
                        data + ": " + report.status() + ", " + report.records().delivered() + " delivered");
                report.problems().forEach(problem -> System.out.println(problem.code() + " " + problem.examples()));
            }
        }
    }

    private static void logEverything() throws ReflectiveOperationException {
        Logger root = Logger.getLogger("");
        root.setLevel(Level.ALL);
        for (var handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        var console = new ConsoleHandler();
        console.setLevel(Level.ALL);
        root.addHandler(console);
        root.finest("of the host");
        Object logger = Class.forName("org.slf4j.LoggerFactory")
                .getMethod("getLogger", String.class)
                .invoke(null, "of.the.host");
        logger.getClass().getMethod("debug", String.class).invoke(logger, "at its lowest level");
    }
}
