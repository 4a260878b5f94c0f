package dev.upserter.batch;

import dev.upserter.operation.Form;

/** Which request takes operations to Customer.io, and in which form (Track API reference). */
public sealed interface Route {

    /** How an operation is written into its request. */
    Form form();

    /** One request for many subjects: POST /api/v2/batch. */
    record Entries() implements Route {
        @Override
        public Form form() {
            return Form.ENTRY;
        }
    }

    /**
     * One request for one subject, which its path names.
     *
     * @param method of the request
     * @param path   what stands before the subject
     */
    record Alone(String method, String path) implements Route {
        @Override
        public Form form() {
            return Form.BODY;
        }
    }
}
