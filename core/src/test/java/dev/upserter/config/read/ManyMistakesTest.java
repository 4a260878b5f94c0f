package dev.upserter.config.read;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManyMistakesTest {
    @ParameterizedTest
    @ValueSource(strings = {"many-mistakes.json", "rule-mistakes.yaml"})
    void allMistakesAreToldInTheOrderOfTheFileEachWithWhatToDo(String name) throws IOException {
        byte[] text = Files.readAllBytes(Golden.RESOURCES.resolve(name));
        String told = Reading.problems(ConfigReader.local(Map.of()), text, name).stream()
                .map(problem -> "error: " + problem + "\nhint: " + problem.hint() + "\n")
                .collect(Collectors.joining());
        Golden.assertSame(told, Golden.RESOURCES.resolve(name.replaceFirst("\\.[a-z]+$", ".txt")));
    }
}
