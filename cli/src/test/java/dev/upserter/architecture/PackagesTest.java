package dev.upserter.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.upserter.cli.Main;
import dev.upserter.http.Listener;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.server.UpserterServer;
import dev.upserter.sync.OneSync;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Limits the size of packages and forbids large cycles, in these modules and all of their packages. */
class PackagesTest {
    /** One class of each module; a module that is added here gets the same checks. */
    private static final List<Class<?>> MODULES =
            List.of(OneSync.class, Listener.class, Sandbox.class, UpserterServer.class, Main.class);

    private static final int MOST_FILES = 26;
    private static final int LARGEST_CIRCLE = 3;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrls(MODULES.stream().map(PackagesTest::location).toList());

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /** The top-level types, which are the files, by package. */
    private static Map<String, List<JavaClass>> files() {
        return CLASSES.stream()
                .filter(PackagesTest::isFile)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.toList()));
    }

    private static boolean isFile(JavaClass type) {
        return file(type).equals(type) && !type.getSimpleName().equals("package-info");
    }

    /** The top-level type that this type is, or is nested in. */
    private static JavaClass file(JavaClass type) {
        return type.getEnclosingClass().map(PackagesTest::file).orElse(type);
    }

    @Test
    void theModulesWereFound() {
        assertThat(files())
                .containsKeys(
                        "dev.upserter.state",
                        "dev.upserter.http",
                        "dev.upserter.sandbox.store",
                        "dev.upserter.server.api",
                        "dev.upserter.cli.command");
        assertThat(CLASSES.size()).isGreaterThan(100);
    }

    @Test
    void noPackagesDependOnEachOther() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(CLASSES);
    }

    /** Each package on its own, even if its name is below another's. */
    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return CLASSES.contain(type.getName())
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    @Test
    void noPackageHasMoreThan26Files() {
        assertThat(files()).allSatisfy((name, types) -> assertThat(types).hasSizeLessThanOrEqualTo(MOST_FILES));
    }

    @Test
    void noCircleInsideAPackageHoldsMoreThanThreeFiles() {
        assertThat(files().values().stream().flatMap(types -> Circles.in(dependencies(types)).stream()))
                .filteredOn(circle -> circle.size() > LARGEST_CIRCLE)
                .isEmpty();
    }

    /** What each of these files depends on, including its nested types. */
    private static Map<String, Set<String>> dependencies(List<JavaClass> files) {
        return files.stream()
                .collect(Collectors.toMap(
                        JavaClass::getName,
                        file -> CLASSES.stream()
                                .filter(type -> file(type).equals(file))
                                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                                .map(dependency -> file(dependency
                                                .getTargetClass()
                                                .getBaseComponentType())
                                        .getName())
                                .filter(target -> !target.equals(file.getName()))
                                .collect(Collectors.toSet())));
    }

    @Test
    void noTwoTypesHaveTheSameName() {
        Map<String, List<String>> bySimpleName = files().values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));

        assertThat(bySimpleName).allSatisfy((name, types) -> assertThat(types).hasSize(1));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(files().keySet())
                .allSatisfy(name -> assertThat(CLASSES.getPackage(name).isAnnotatedWith(NullMarked.class))
                        .isTrue());
    }
}
