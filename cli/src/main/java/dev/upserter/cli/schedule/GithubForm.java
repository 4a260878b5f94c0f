package dev.upserter.cli.schedule;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A workflow of GitHub for each job. GitHub knows UTC alone: where clocks are set, there are times for each offset of the zone, and
 * a step finds out which of them counts today.
 */
final class GithubForm implements JobForm {
    private static final String STATE = "$HOME/upserter-state";

    @Override
    public String spelling() {
        return "github";
    }

    @Override
    public String title() {
        return "workflows for .github/workflows, each for the file that is named above it";
    }

    @Override
    public String write(List<TimedJob> jobs, Setting setting) {
        return jobs.stream().map(job -> workflow(job, setting)).collect(Collectors.joining("\n"));
    }

    private static String workflow(TimedJob job, Setting setting) {
        Optional<Map<ZoneOffset, List<String>>> times = times(job, setting);
        if (times.isEmpty()) {
            return "# " + job.said() + ": GitHub knows UTC alone, in which this day of the month is another one.\n"
                    + "# Write zone: UTC and the time in it.";
        }
        boolean isGuarded = times.get().size() > 1;
        return """
                # .github/workflows/%1$s.yaml
                name: %1$s
                on:
                  schedule: # %2$s. GitHub knows UTC alone, and starts late when it is busy
                %3$s  workflow_dispatch:
                permissions: {contents: read}
                concurrency: {group: %1$s, cancel-in-progress: false}
                jobs:
                  sync:
                    runs-on: %4$s
                %5$s    steps:
                      - uses: actions/checkout@v4
                      # Install the program here, from its archive or its image.
                %6$s      - name: Sync
                %7$s        working-directory: %8$s
                        run: |
                          %9$s
                """.formatted(
                job.name(),
                job.times().expression().fields() + " in " + job.zone(),
                lines(times.get(), isGuarded),
                setting.isLasting() ? "self-hosted # it keeps the folder of --state for the next run" : "ubuntu-latest",
                variables(setting),
                isGuarded ? guard(job, times.get()) : "",
                isGuarded ? "        if: steps.time.outputs.due == 'yes'\n" : "",
                Quotes.of(folder(setting)),
                setting.tolerant(command(job, setting))).stripTrailing();
    }

    /** By the offsets of the zone; one where the times are the same in UTC whatever the offset. */
    private static Optional<Map<ZoneOffset, List<String>>> times(TimedJob job, Setting setting) {
        var found = new LinkedHashMap<ZoneOffset, List<String>>();
        for (ZoneOffset offset : Clocks.offsets(job.times().zone().getRules(), setting.now())) {
            Optional<List<String>> lines = UtcTimes.of(job.sets(), offset);
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            if (!found.containsValue(lines.get())) {
                found.put(offset, lines.get());
            }
        }
        return Optional.of(found);
    }

    private static String lines(Map<ZoneOffset, List<String>> times, boolean isGuarded) {
        var text = new StringBuilder();
        times.forEach((offset, lines) -> lines.forEach(line -> text.append("    - cron: ")
                .append(Quotes.of(line))
                .append(isGuarded ? " # while the zone is " + said(offset) : "")
                .append('\n')));
        return text.toString();
    }

    private static String said(ZoneOffset offset) {
        return "UTC" + (offset.equals(ZoneOffset.UTC) ? "" : offset.getId());
    }

    /** Compares the offset of today with that of the line that has started the workflow; one started by hand has none. */
    private static String guard(TimedJob job, Map<ZoneOffset, List<String>> times) {
        var cases = new ArrayList<String>();
        times.forEach((offset, lines) -> lines.forEach(line -> cases.add("\"" + number(offset) + " " + line + "\"")));
        return """
                      - name: Whether the zone has this offset today
                        id: time
                        env: {SCHEDULE: "${{ github.event.schedule }}"}
                        run: |
                          case "$(TZ=%s date +%%z) $SCHEDULE" in
                            %s | *" ") echo due=yes >>"$GITHUB_OUTPUT" ;;
                          esac
                """.formatted(job.zone(), String.join(" | ", cases));
    }

    /** As {@code date +%z} writes it. */
    private static String number(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "+0000" : offset.getId().replace(":", "");
    }

    private static String variables(Setting setting) {
        return setting.variables().isEmpty()
                ? ""
                : setting.variables().stream()
                        .map(name -> "      " + name + ": ${{ secrets." + name + " }}\n")
                        .collect(Collectors.joining("", "    env:\n", ""));
    }

    /** From the root of the repository on. */
    private static String folder(Setting setting) {
        Path folder = setting.folder();
        for (Path root = folder; root != null; root = root.getParent()) {
            if (Files.exists(root.resolve(".git"))) {
                String below = root.relativize(folder).toString();
                return below.isEmpty() ? "." : below;
            }
        }
        return ".";
    }

    /** The checkout of the next run removes what this one leaves in it: the state is elsewhere. */
    private static String command(TimedJob job, Setting setting) {
        var words = new ArrayList<>(List.of("upserter"));
        words.addAll(setting.wordsElsewhere(job, setting.state().map(Path::toString)));
        String line = Setting.shell(words);
        return setting.isLasting() && setting.state().isEmpty()
                ? line.replace(" --resume", " --state \"" + STATE + "\" --resume")
                : line;
    }
}
