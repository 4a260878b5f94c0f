package dev.upserter.server.answer;

import dev.upserter.http.Reply;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.report.Finding;
import dev.upserter.report.Finding.Example;
import dev.upserter.report.RunReport;
import dev.upserter.report.SetReport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a request failed. Immutable.
 *
 * @param status  the HTTP status
 * @param headers of the answer
 * @param entries what is wrong, by code; the main problem first
 */
public record Failure(int status, Map<String, String> headers, List<Entry> entries) {
    private static final int MAX_EXAMPLES = 100;

    public Failure {
        headers = Map.copyOf(headers);
        entries = List.copyOf(entries);
    }

    /** All problems of one code, as in reports. */
    record Entry(String code, Level level, long count, Map<String, Long> fields, List<Example> examples, String help) {}

    public static Failure of(Refusal refusal, String message) {
        return of(refusal.status(), refusal, message);
    }

    /** A request that HTTP does not allow, or one that is too long; the status says which. */
    public static Failure malformed(int status) {
        return of(status, Refusal.REQUEST_INVALID, "the request cannot be read");
    }

    private static Failure of(int status, Refusal refusal, String message) {
        List<Example> examples = List.of(new Example(null, message));
        return of(status, List.of(new Entry(refusal.name(), Level.STOP, 1, Map.of(), examples, refusal.help())));
    }

    /** An internal defect; gives no details. */
    public static Failure internal() {
        return of(List.of(Problem.of(Code.INTERNAL, null, "the server failed. Its log says where")));
    }

    public static Failure stopping() {
        return of(Refusal.STOPPING, "the server stops");
    }

    public static Failure of(List<Problem> problems) {
        var byCode = new EnumMap<Code, List<Problem>>(Code.class);
        problems.forEach(problem -> byCode.computeIfAbsent(problem.code(), code -> new ArrayList<>())
                .add(problem));
        return of(
                HttpStatuses.of(problems),
                byCode.values().stream().map(Failure::entry).toList());
    }

    private static Entry entry(List<Problem> problems) {
        Problem first = problems.getFirst();
        List<Example> examples = problems.stream()
                .limit(MAX_EXAMPLES)
                .map(problem ->
                        new Example(problem.place().map(Object::toString).orElse(null), problem.message()))
                .toList();
        return new Entry(first.code().name(), first.level(), problems.size(), Map.of(), examples, first.hint());
    }

    /** The failure of a run that was refused. */
    public static Failure of(RunReport report) {
        return of(
                HttpStatuses.of(report),
                report.problems().stream().map(Failure::entry).toList());
    }

    /** The failure of several syncs of which none was begun. */
    public static Failure of(SetReport report) {
        return of(
                HttpStatuses.of(report),
                report.runs().stream()
                        .flatMap(run -> run.problems().stream())
                        .map(Failure::entry)
                        .toList());
    }

    private static Entry entry(Finding finding) {
        return new Entry(
                finding.code().name(),
                finding.level(),
                finding.count(),
                finding.fields(),
                finding.examples(),
                finding.help());
    }

    private static Failure of(int status, List<Entry> entries) {
        return new Failure(status, Map.of(), entries);
    }

    public Failure with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Failure(status, more, entries);
    }

    /** The failure in the form of a report. */
    public Reply asReport() {
        return reply("application/json", FailureJson.report(this));
    }

    /** The failure in the form of the API: an RFC 9457 problem. */
    public Reply asProblem() {
        return reply("application/problem+json", FailureJson.problem(this));
    }

    private Reply reply(String type, String json) {
        return new Reply(status, headers, json + "\n").with("Content-Type", type);
    }
}
