package dev.upserter.cli;

import dev.upserter.cli.shell.DefectReport;
import dev.upserter.cli.text.Messages;
import dev.upserter.cli.text.Printable;
import dev.upserter.problem.DiskFailure;
import java.io.IOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The backend of {@link System.Logger}: prints warnings and errors on standard error, one line each. The JDK creates one
 * instance.
 */
public final class StderrLoggers extends System.LoggerFinder {
    /** The system property that shows the stack trace of an exception. */
    static final String DEBUG = "upserter.debug";

    /** For the JDK's service loader. */
    public StderrLoggers() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Lines(name, Messages.ofProcess());
    }

    /** One logger. */
    record Lines(String name, Messages messages) implements System.Logger {
        private static String reason(Throwable thrown) {
            return thrown instanceof IOException failed ? " (" + DiskFailure.reason(failed) + ")" : "";
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= Level.WARNING.getSeverity() && level != Level.OFF;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            if (isLoggable(level)) {
                String what = thrown == null ? "" : reason(thrown);
                print(level, message + what);
                if (thrown != null && Boolean.getBoolean(DEBUG)) {
                    messages.print(DefectReport.trace(thrown));
                }
            }
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                @Nullable Object @Nullable ... values) {
            if (isLoggable(level)) {
                boolean plain = format == null || values == null || values.length == 0;
                print(level, plain ? String.valueOf(format) : new MessageFormat(format, Locale.ROOT).format(values));
            }
        }

        private void print(Level level, String message) {
            String severity = level.getName().toLowerCase(Locale.ROOT);
            messages.print(severity + ": " + Printable.of(message));
        }
    }
}
