package dev.upserter.batch;

import dev.upserter.operation.Form;
import java.util.Objects;

/** Which request takes operations to Customer.io, and in which form (Track API reference). */
public sealed interface Route {
    /** "You are limited to 1000 customer IDs per request" (Track API reference, POST /api/v1/segments/{id}/add_customers). */
    int MOST_IDS = 1000;

    /** The HTTP method of the request. */
    String method();

    /** How an operation is written into its request; as its body, where it is alone there. */
    default Form form() {
        return Form.BODY;
    }

    /** The key of the list that operations are in; empty where a request takes one operation, as its body. */
    default String list() {
        return "";
    }

    /** How many operations a request takes at most. */
    default int most() {
        return 1;
    }

    /** Whether both are the same request. Most are one object; the first comparison of two records takes the JVM milliseconds. */
    @SuppressWarnings("ReferenceEquality")
    default boolean is(Route other) {
        return Objects.equals(this, other);
    }

    /** Whether a request takes several operations, as the elements of a list. */
    default boolean isList() {
        return !list().isEmpty();
    }

    /** One request for many subjects: POST /api/v2/batch. */
    record Entries() implements Route {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public Form form() {
            return Form.ENTRY;
        }

        @Override
        public String list() {
            return "batch";
        }

        @Override
        public int most() {
            return Integer.MAX_VALUE;
        }
    }

    /**
     * One request for one subject, which its path names.
     *
     * @param method of the request
     * @param before what precedes the subject in the path
     * @param after  what follows it; may be empty
     */
    record Alone(String method, String before, String after) implements Route {
        /** The path ends with the subject. */
        public Alone(String method, String before) {
            this(method, before, "");
        }
    }

    /**
     * One request for one operation, whose body says all.
     *
     * @param method of the request
     * @param path   of it, the same for all
     */
    record Fixed(String method, String path) implements Route {}

    /**
     * One request for the ids of many people: POST to what its path names.
     *
     * @param path of the thing, what is done to it, and which identifier of Customer.io the ids are
     * @param most ids in one request
     */
    record Ids(String path, int most) implements Route {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public Form form() {
            return Form.ENTRY;
        }

        @Override
        public String list() {
            return "ids";
        }
    }
}
