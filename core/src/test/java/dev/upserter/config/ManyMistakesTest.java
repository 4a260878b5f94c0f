package dev.upserter.config;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ManyMistakesTest {
    @Test
    void allMistakesAreToldInTheOrderOfTheFileEachWithWhatToDo() throws IOException {
        byte[] text = Files.readAllBytes(Golden.RESOURCES.resolve("many-mistakes.json"));
        String told = Reading.problems(ConfigReader.local(Map.of()), text, "many-mistakes.json").stream()
                .map(problem -> "error: " + problem + "\nhint: " + problem.hint() + "\n")
                .collect(Collectors.joining());
        Golden.assertSame(told, Golden.RESOURCES.resolve("many-mistakes.txt"));
    }
}
