package dev.upserter.cli;

import java.nio.file.Path;

/** Commands and their output, for a golden file: what differs between machines and runs is replaced by a name. */
final class Transcript {
    private final Path folder;
    private final StringBuilder text = new StringBuilder();

    /** @param folder the temporary folder of the test */
    Transcript(Path folder) {
        this.folder = folder;
    }

    /** Adds a command, its output, and its exit code. */
    void add(String done, String said, int exitCode) {
        text.append("$ ").append(done).append('\n');
        text.append(said.isEmpty() || said.endsWith("\n") ? said : said + "\n");
        text.append("[").append(exitCode).append("]\n\n");
    }

    /** All of it. */
    String text() {
        return normal(text.toString()).strip();
    }

    /** A text without what differs between machines and runs. */
    String normal(String printed) {
        return printed.replace(folder + "/", "")
                .replace(folder.toString(), ".")
                .replace(System.getProperty("java.home"), "JDK")
                .replaceAll("(127\\.0\\.0\\.1|my_proxy|localhost|api\\.test):[1-9][0-9]+", "$1:PORT")
                .replaceAll("port [1-9][0-9]+", "port PORT")
                .replaceAll("\\b20\\d{6}-\\d{6}(\\d{3})?-[0-9a-f]+\\b", "RUN")
                .replaceAll("\\b20\\d\\d-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d(:\\d\\d)?Z?", "TIME")
                .replaceAll("(?m)^(  time +).*", "$1TIME")
                .replaceAll("Java [0-9][0-9.]*", "Java VERSION");
    }
}
