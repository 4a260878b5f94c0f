package dev.upserter;

/**
 * Writes an object of the program into a row: {@code (customer, row) -> row.set("id", customer.id()).set("name", customer.name())}.
 *
 * @param <T> the type of the objects
 */
@FunctionalInterface
public interface RowMapper<T> {

    /**
     * Fills the row.
     *
     * @throws Exception ends a run, and is its report's cause
     */
    void map(T object, Row row) throws Exception;
}
