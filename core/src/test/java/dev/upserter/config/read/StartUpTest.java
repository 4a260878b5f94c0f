package dev.upserter.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.mapping.Mapper;
import dev.upserter.template.Template;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StartUpTest {
    @Test
    void rulesWithoutTemplatesAreAppliedWithoutTheLanguageOfTemplates() throws Exception {
        var places = new URL[] {placeOf(ConfigReader.class), placeOf(JsonFactory.class)};
        try (var withoutLiquid = new WithoutLiquid(places)) {
            Object local = withoutLiquid
                    .loadClass(ConfigReader.class.getName())
                    .getMethod("local", Map.class)
                    .invoke(null, Map.of());
            byte[] text =
                    "{\"userId\": \"id\", \"deny\": [\"c\"], \"mappings\": [{\"from\": \"a\", \"to\": \"b\", \"as\": \"unix\"}]}"
                            .getBytes(StandardCharsets.UTF_8);
            Object config = local.getClass()
                    .getMethod("read", byte[].class, String.class)
                    .invoke(local, text, "users.json");
            Object mapping = config.getClass().getMethod("mapping").invoke(config);
            Object mapper = withoutLiquid
                    .loadClass(Mapper.class.getName())
                    .getConstructor(mapping.getClass())
                    .newInstance(mapping);

            assertThat(mapper.getClass().getClassLoader()).isSameAs(withoutLiquid);
            assertThatThrownBy(() -> withoutLiquid.loadClass(Template.class.getName()))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    /** Finds everything but the class that reads templates. */
    private static final class WithoutLiquid extends URLClassLoader {
        WithoutLiquid(URL[] places) {
            super(places, ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.equals(Template.class.getName())) {
                throw new ClassNotFoundException(name);
            }
            return super.findClass(name);
        }
    }

    @Test
    void jsonIsReadWithoutTheYamlLibrary() throws Exception {
        var places = new URL[] {placeOf(ConfigReader.class), placeOf(JsonFactory.class)};
        try (var withoutYaml = new URLClassLoader(places, ClassLoader.getPlatformClassLoader())) {
            Class<?> reader = withoutYaml.loadClass(ConfigReader.class.getName());
            Object local = reader.getMethod("local", Map.class).invoke(null, Map.of());
            Object config = reader.getMethod("read", byte[].class, String.class)
                    .invoke(local, "{\"userId\": \"id\"}".getBytes(StandardCharsets.UTF_8), "users.json");

            assertThat(config.toString()).contains("sync=users");
            assertThat(config.getClass().getClassLoader()).isSameAs(withoutYaml);
        }
    }

    private static URL placeOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
