package dev.upserter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import dev.upserter.mapping.Mapper;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StartUpTest {
    @Test
    void rulesWithoutTemplatesAreAppliedWithoutTheLibraryOfTemplates() throws Exception {
        var places = new URL[] {placeOf(ConfigReader.class), placeOf(JsonFactory.class)};
        try (var withoutLiquid = new URLClassLoader(places, ClassLoader.getPlatformClassLoader())) {
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
            assertThatThrownBy(() -> withoutLiquid.loadClass("liqp.Template"))
                    .isInstanceOf(ClassNotFoundException.class);
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
