package dev.upserter.app;

import dev.upserter.json.JsonText;
import dev.upserter.problem.Code;
import dev.upserter.problem.Nearest;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The segments of the workspace (App API reference, /v1/segments). For one thread. */
public final class Segments {
    private static final String PATH = "/v1/segments";
    private static final int MOST_NAMES = 5;

    private final AppClient client;

    public Segments(AppClient client) {
        this.client = client;
    }

    /** All of them, in the order of the answer, which has no pages. */
    List<AppSegment> all() throws InterruptedException {
        var all = new ArrayList<AppSegment>();
        for (Tree each : client.get(PATH).get("segments").items()) {
            read(each).ifPresent(all::add);
        }
        return all;
    }

    private static Optional<AppSegment> read(Tree segment) {
        long number = segment.get("id").number().orElse(0);
        return number < 1 || number > Integer.MAX_VALUE
                ? Optional.empty()
                : Optional.of(new AppSegment(
                        (int) number,
                        segment.get("name").said().orElse(""),
                        segment.get("type").said().orElse("").equals("manual")));
    }

    /**
     * The manual segment of this name; empty where there is none of the name.
     *
     * @throws ProblemException if there are several, or it is not manual
     */
    public Optional<AppSegment> named(String name) throws InterruptedException {
        List<AppSegment> found =
                all().stream().filter(each -> each.name().equals(name)).toList();
        if (found.size() > 1) {
            String numbers = String.join(
                    ", ",
                    found.stream().map(each -> String.valueOf(each.number())).toList());
            throw new ProblemException(Problem.of(
                    Code.SEGMENT_UNKNOWN,
                    null,
                    "several segments are named '" + name + "': those of the numbers " + numbers + ". Nothing was sent",
                    "write the number of the one that is meant"));
        }
        found.forEach(Segments::requireManual);
        return found.stream().findFirst();
    }

    /**
     * The manual segment of this number.
     *
     * @throws ProblemException if there is none, or it is not manual
     */
    public AppSegment numbered(int number) throws InterruptedException {
        AppSegment found = client.find(PATH + "/" + number)
                .flatMap(answer -> read(answer.get("segment")))
                .orElseThrow(() -> new ProblemException(Problem.of(
                        Code.SEGMENT_UNKNOWN,
                        null,
                        "there is no segment of the number " + number + " in the workspace. Nothing was sent",
                        "write the number of a manual segment, as its page at Customer.io shows it. appApiKey must be of its"
                                + " workspace")));
        requireManual(found);
        return found;
    }

    private static void requireManual(AppSegment segment) {
        if (!segment.isManual()) {
            throw new ProblemException(Problem.of(
                    Code.SEGMENT_NOT_MANUAL,
                    null,
                    "the segment " + segment.number() + " ('" + segment.name()
                            + "') is data-driven, and Customer.io would ignore who is to join or leave. Nothing was"
                            + " sent"));
        }
    }

    /** Tells that there is no segment of a name, and of names that are like it. */
    public ProblemException unknown(String name) throws InterruptedException {
        List<String> names = all().stream()
                .filter(AppSegment::isManual)
                .map(AppSegment::name)
                .distinct()
                .toList();
        List<String> shown = Stream.concat(Nearest.to(name, names).stream(), names.stream())
                .distinct()
                .limit(MOST_NAMES)
                .map(each -> "'" + each + "'")
                .toList();
        String others = names.isEmpty()
                ? "it has no manual segment"
                : "its manual segments are " + String.join(", ", shown)
                        + (names.size() > shown.size() ? " and " + (names.size() - shown.size()) + " more" : "");
        return new ProblemException(Problem.of(
                Code.SEGMENT_UNKNOWN,
                null,
                "there is no segment named '" + name + "' in the workspace: " + others + ". Nothing was sent"));
    }

    /** Makes a manual segment; where a request had no answer, one that is there now is that one. */
    public AppSegment create(String name) throws InterruptedException {
        String body = "{\"segment\":{\"name\":" + new String(JsonText.quote(name), StandardCharsets.UTF_8) + "}}";
        Optional<Tree> made = client.make(PATH, body, () -> named(name).isEmpty());
        Optional<AppSegment> segment = made.isPresent() ? read(made.get().get("segment")) : named(name);
        return segment.orElseThrow(() ->
                new ProblemException(Problem.of(Code.BLOCKED, null, "the App API did not say which segment it made")));
    }

    /** What uses a segment. */
    public SegmentUse use(int number) throws InterruptedException {
        Tree use = client.find(PATH + "/" + number + "/used_by")
                .map(answer -> answer.get("used_by"))
                .orElseGet(() -> new Tree(null, Map.of(), List.of()));
        return new SegmentUse(numbers(use.get("campaigns")), numbers(use.get("draft_newsletters")));
    }

    private static List<Long> numbers(Tree list) {
        return list.items().stream()
                .flatMap(each -> each.number().stream().boxed())
                .toList();
    }
}
