package dev.upserter.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What each test of {@code init} has: a folder for its data, and what {@code init} makes of them. */
abstract class InitFixture {
    @TempDir
    Path folder;

    Initiated init;

    @BeforeEach
    void start() {
        init = new Initiated(folder);
    }

    @AfterEach
    void stop() {
        init.close();
    }
}
