package dev.upserter;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.upserter.sync.OneSync;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packages are in the order of the data path, and none uses a later one. */
final class ArchitectureTest {
    /** A package imports only packages that precede it here. */
    private static final List<String> ORDER = List.of(
            "problem",
            "memory",
            "redaction",
            "json",
            "record",
            "template.value",
            "template.tree",
            "template.filter",
            "template.parse",
            "template",
            "operation.text",
            "operation",
            "mapping.spec",
            "mapping",
            "guard.value",
            "guard",
            "plan",
            "batch",
            "kind",
            "delivery.line",
            "delivery.http",
            "delivery.answer",
            "delivery",
            "app",
            "report",
            "pipeline",
            "workbook",
            "source.stream",
            "source",
            "source.packed",
            "source.csv",
            "source.json",
            "source.encoding",
            "source.guess",
            "source.sheet",
            "source.query",
            "source.feed",
            "source.open",
            "profile",
            "profile.proposal",
            "state",
            "state.bucket",
            "state.diff",
            "state.file",
            "state.suppression",
            "state.lost",
            "telemetry",
            "schedule",
            "config.text",
            "config",
            "config.keys",
            "config.alerts",
            "config.schedule",
            "config.read",
            "preview",
            "history",
            "monitor",
            "alert",
            "run.check",
            "run.option",
            "run.execution",
            "run.earlier",
            "run.lost",
            "run.pass",
            "run.app",
            "run.change",
            "run",
            "run.series",
            "ingest",
            "sync");

    /** Reads the one file, of certificates, that the environment may name to whatever speaks TLS. */
    private static final String NAMED_BY_THE_ENVIRONMENT = "dev.upserter.delivery.http.SmallFile";

    private static final JavaClasses CORE = new ClassFileImporter()
            .importUrl(OneSync.class.getProtectionDomain().getCodeSource().getLocation());

    static Stream<String> packages() {
        return ORDER.stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageImportsOnlyPackagesBeforeIt(String name) {
        String[] later = ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).stream()
                .map(ArchitectureTest::in)
                .toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage(in(name))
                .should()
                .dependOnClassesThat(resideInAnyPackage(later)
                        .or(resideInAPackage("dev.upserter"))
                        .as("later packages or the library")));
    }

    /** Wherever it is in the order: a program that has records of its own needs nothing of these. */
    @Test
    void whatAPartitionNeedsKnowsNoSourceNoConfigurationFileNoStateAndNoRun() {
        check(noClasses()
                .that()
                .resideInAnyPackage(ORDER.subList(0, ORDER.indexOf("pipeline") + 1).stream()
                        .map(ArchitectureTest::in)
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.of("source", "config", "state", "history", "run")
                        .map(name -> in(name) + "..")
                        .toArray(String[]::new)));
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        check(classes()
                .should()
                .resideInAnyPackage(
                        Stream.concat(Stream.of("dev.upserter"), packages().map(ArchitectureTest::in))
                                .toArray(String[]::new)));
    }

    @Test
    void noPackagesImportEachOther() {
        check(slices().matching("dev.upserter.(**)").should().beFreeOfCycles());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json..",
                "template..",
                "operation..",
                "mapping..",
                "guard..",
                "profile..",
                "plan..",
                "batch..",
                "delivery..",
                "pipeline"
            })
    void whatRunsInManyPlacesAtOnceKnowsNoFileAndNoTerminal(String name) {
        check(noClasses()
                .that()
                .resideInAPackage(in(name))
                .and()
                .doNotHaveFullyQualifiedName(NAMED_BY_THE_ENVIRONMENT)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.nio.channels..")
                        .or(describe(
                                "files or the terminal",
                                type -> List.of(
                                                "java.io.File",
                                                "java.io.FileInputStream",
                                                "java.io.FileOutputStream",
                                                "java.io.RandomAccessFile",
                                                "java.io.Console")
                                        .contains(type.getName()))))
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in"));
    }

    @Test
    void nothingEndsTheProcessOrWritesToTheTerminal() {
        check(noClasses()
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace"));
    }

    /** What a machine is set to must not change what is read, sent or said. Error Prone looks for what takes it without being asked. */
    @Test
    void nothingAsksForTheDefaultLocaleZoneOrCharset() {
        check(noClasses()
                .should()
                .callMethod(Locale.class, "getDefault")
                .orShould()
                .callMethod(Locale.class, "getDefault", Locale.Category.class)
                .orShould()
                .callMethod(ZoneId.class, "systemDefault")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(TimeZone.class, "getDefault")
                .orShould()
                .callMethod(Charset.class, "defaultCharset")
                .orShould()
                .callMethod(System.class, "lineSeparator")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callConstructor(GregorianCalendar.class)
                .orShould()
                .callMethod(Calendar.class, "getInstance"));
    }

    @Test
    void theOnlyLoggingApiIsTheSystems() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.logging..", "org.slf4j..", "org.apache.commons.logging..", "org.apache.log4j.."));
    }

    @Test
    void everyPackageIsNullMarked() {
        for (String name :
                CORE.stream().map(type -> type.getPackageName()).distinct().toList()) {
            assertThat(CORE.getPackage(name).isAnnotatedWith(NullMarked.class))
                    .as(name)
                    .isTrue();
        }
    }

    private static String in(String name) {
        return "dev.upserter." + name;
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CORE);
    }

    @Test
    void theClassesOfTheLibraryWereFound() {
        assertThat(CORE.contain(OneSync.class)).isTrue();
        assertThat(CORE.size()).isGreaterThan(50);
    }
}
