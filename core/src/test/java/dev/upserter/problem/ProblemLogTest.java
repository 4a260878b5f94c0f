package dev.upserter.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProblemLogTest {
    private final ProblemLog log = new ProblemLog();

    @Test
    void problemsAreCountedByCodeAndTheFirstFiveAreKept() {
        List<Problem> problems = IntStream.range(0, 7)
                .mapToObj(i -> Problem.of(Code.ID_MISSING, new Location.InText("a.json", i + 1, 1), "no id"))
                .toList();
        problems.forEach(log::add);
        log.add(Problem.of(Code.NULL_WORD, null, "a null word"));
        assertThat(log.entries())
                .containsExactly(
                        new ProblemLog.Entry(Code.ID_MISSING, Level.ROW, 7, Map.of(), problems.subList(0, 5)),
                        new ProblemLog.Entry(
                                Code.NULL_WORD,
                                Level.WARN,
                                1,
                                Map.of(),
                                List.of(Problem.of(Code.NULL_WORD, null, "a null word"))));
    }

    @Test
    void theSameCodeAtTwoLevelsIsCountedTwice() {
        log.add(Code.DATE_AS_TEXT, Level.FIX, "born", () -> Problem.of(Code.DATE_AS_TEXT, null, "converted"));
        log.add(Code.DATE_AS_TEXT, Level.WARN, "born", () -> Problem.of(Code.DATE_AS_TEXT, null, "names no zone"));
        log.add(Code.DATE_AS_TEXT, Level.FIX, "born", () -> Problem.of(Code.DATE_AS_TEXT, null, "converted"));
        log.add(Code.VALUE_TOO_LONG, Level.FIX, "bio", () -> Problem.of(Code.VALUE_TOO_LONG, null, "cut"));
        log.add(Code.VALUE_TOO_LONG, Level.ROW, "tags", () -> Problem.of(Code.VALUE_TOO_LONG, null, "too long"));
        assertThat(log.entries())
                .extracting(entry -> entry.code() + " " + entry.level() + " " + entry.count())
                .containsExactly(
                        "VALUE_TOO_LONG ROW 1", "DATE_AS_TEXT WARN 1", "VALUE_TOO_LONG FIX 1", "DATE_AS_TEXT FIX 2");
    }

    @Test
    void theGravestLevelComesFirst() {
        log.add(new Problem(Code.VALUE_TOO_LONG, Level.FIX, null, "cut", ""));
        log.add(Problem.of(Code.NULL_WORD, null, "a null word"));
        log.add(Problem.of(Code.ID_MISSING, null, "no id"));
        log.add(Problem.of(Code.INTERNAL, null, "our defect"));
        assertThat(log.entries())
                .extracting(ProblemLog.Entry::level)
                .containsExactly(Level.STOP, Level.ROW, Level.WARN, Level.FIX);
    }

    @Test
    void subjectsAreCountedInOrderOfAppearanceUpToAHundred() {
        for (int i = 0; i < 250; i++) {
            String subject = "field" + i % 120;
            log.add(Code.NULL_WORD, Level.WARN, subject, () -> Problem.of(Code.NULL_WORD, null, "a null word"));
        }
        ProblemLog.Entry entry = log.entries().getFirst();
        assertThat(entry.count()).isEqualTo(250);
        assertThat(entry.subjects()).hasSize(100).containsEntry("field0", 3L).containsEntry("field99", 2L);
        assertThat(entry.subjects().keySet().iterator().next()).isEqualTo("field0");
    }

    @Test
    void anExampleIsMadeOnlyWhereItIsKept() {
        var made = new ArrayList<Integer>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            log.add(Code.NULL_WORD, Level.WARN, "", () -> {
                made.add(number);
                return Problem.of(Code.NULL_WORD, null, "a null word");
            });
        }
        assertThat(made).hasSize(ProblemLog.MAX_EXAMPLES);
    }

    @Test
    void threadsMayCountTogether() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        Code code = i % 2 == 0 ? Code.NULL_WORD : Code.ID_MISSING;
                        log.add(code, code.level(), "f" + i % 3, () -> Problem.of(code, null, "x"));
                        if (i % 1_000 == 0) {
                            log.entries();
                        }
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(log.entries()).extracting(ProblemLog.Entry::count).containsExactly(40_000L, 40_000L);
        assertThat(log.entries().getFirst().subjects().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(40_000);
    }
}
