package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.upserter.Report;
import dev.upserter.Rows;
import dev.upserter.Upserter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Maps and checks rows without a connection, a file or credentials. */
class MappingTest {
    record Customer(String id, String email, String plan) {}

    private static final Map<String, Object> CONFIGURATION = Map.of(
            "userId",
            "id",
            "mappings",
            List.of(Map.of("from", "email", "to", "email"), Map.of("from", "plan", "to", "plan")));

    @Test
    void aCustomerWithoutAnIdIsNotSent() {
        var customers =
                List.of(new Customer("7", "ana@example.com", "pro"), new Customer(null, "bo@example.com", "free"));

        try (var upserter = Upserter.builder().configuration(CONFIGURATION).build()) {
            Report report = upserter.plan(Rows.records(customers));

            assertEquals(1, report.pending());
            assertEquals(1, report.rejected());
            assertEquals("ID_MISSING", report.problems().getFirst().code());
        }
    }
}
