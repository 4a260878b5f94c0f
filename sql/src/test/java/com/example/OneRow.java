package com.example;

import dev.upserter.Upserter;
import java.nio.file.Path;
import java.util.Map;

/** Sends a person whenever one changes. */
final class OneRow implements AutoCloseable {
    private final Upserter upserter;

    OneRow(Path configuration) {
        upserter = Upserter.builder().configuration(configuration).build();
    }

    void planChanged(String id, String plan) {
        upserter.send(Map.of("id", id, "plan", plan)).orThrow();
    }

    @Override
    public void close() {
        upserter.close();
    }
}
