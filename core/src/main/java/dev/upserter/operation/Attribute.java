package dev.upserter.operation;

import dev.upserter.json.JsonValue;

/**
 * A named value of a person.
 *
 * @param name  its name at Customer.io
 * @param value its value, as JSON
 */
public record Attribute(AttributeName name, JsonValue value) {}
