package dev.upserter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What programs compile against is listed in a file: a change of it is seen, and says whether it breaks them. To add is fine; to
 * change or remove needs a major version. Rewritten with {@code -DrewriteGolden=true}.
 */
class PublicApiTest {
    private static final Path LIST = Path.of("src/test/resources/dev/upserter/public-api.txt");

    @Test
    void thePublicApiIsTheListedOne() throws Exception {
        String found = types().stream().map(PublicApiTest::describe).collect(Collectors.joining("\n"));

        if (Boolean.getBoolean("rewriteGolden")) {
            Files.writeString(LIST, found);
        }
        assertThat(found).isEqualTo(Files.readString(LIST));
    }

    /** A record that grows breaks whoever makes one, or takes it apart. */
    @Test
    void noPublicTypeIsARecord() throws Exception {
        assertThat(types()).isNotEmpty().noneMatch(Class::isRecord);
    }

    @Test
    void classesAreFinalAndNothingOfOtherPackagesShows() throws Exception {
        assertThat(types())
                .filteredOn(type -> !type.isInterface())
                .allMatch(type -> Modifier.isFinal(type.getModifiers()));
        for (Class<?> type : types()) {
            assertThat(describe(type))
                    .as(type.getName())
                    .doesNotContainPattern("dev\\.upserter\\.[a-z]")
                    .doesNotContain("carried");
        }
    }

    private static List<Class<?>> types() throws IOException, ClassNotFoundException {
        Path classes = Path.of(Upserter.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .resolve("dev/upserter");
        var all = new ArrayList<Class<?>>();
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".class"))
                    .filter(name -> !name.endsWith("package-info.class"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                Class<?> type = Class.forName("dev.upserter." + name, false, PublicApiTest.class.getClassLoader());
                if (isSeen(type)) {
                    all.add(type);
                }
            }
        }
        return all;
    }

    private static boolean isSeen(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return Modifier.isPublic(type.getModifiers()) && !type.isAnonymousClass() && (outer == null || isSeen(outer));
    }

    private static String describe(Class<?> type) {
        var members = new ArrayList<String>();
        Stream.of(type.getDeclaredFields())
                .filter(PublicApiTest::isShown)
                .map(Field::toGenericString)
                .forEach(members::add);
        Stream.of(type.getDeclaredConstructors())
                .filter(PublicApiTest::isShown)
                .map(Constructor::toGenericString)
                .forEach(members::add);
        Stream.of(type.getDeclaredMethods())
                .filter(PublicApiTest::isShown)
                .filter(method -> !method.isBridge() && !method.isSynthetic())
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toGenericString))
                .map(Method::toGenericString)
                .forEach(members::add);
        return type.toGenericString()
                + supertypes(type)
                + members.stream().map(member -> "\n    " + member).collect(Collectors.joining())
                + "\n";
    }

    private static String supertypes(Class<?> type) {
        String extended = type.getGenericSuperclass() == null || type.getGenericSuperclass() == Object.class
                ? ""
                : " extends " + type.getGenericSuperclass().getTypeName();
        String more = Arrays.stream(type.getGenericInterfaces())
                .map(java.lang.reflect.Type::getTypeName)
                .collect(Collectors.joining(", "));
        return extended + (more.isEmpty() ? "" : ", is " + more);
    }

    private static boolean isShown(AnnotatedElement element) {
        int modifiers = element instanceof Field field ? field.getModifiers() : ((Executable) element).getModifiers();
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
