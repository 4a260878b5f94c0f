package dev.upserter.config.text;

import dev.upserter.problem.Location;
import java.util.List;

/** A value in a configuration file, with its place. None of them prints its value, which may be a credential. */
public sealed interface ConfigNode {

    /** Where it starts; a single value has an {@code end}, too, which is the place after its last character. */
    Location.InText place();

    /** What it is, as messages call it. */
    String kind();

    record Text(Location.InText place, Location.InText end, String value) implements ConfigNode {
        @Override
        public String kind() {
            return "a text";
        }

        @Override
        public String toString() {
            return kind();
        }
    }

    /** A number, as it is written. */
    record Numeral(Location.InText place, Location.InText end, String value) implements ConfigNode {
        @Override
        public String kind() {
            return "a number";
        }

        @Override
        public String toString() {
            return kind();
        }
    }

    /** True or false. */
    record Bool(Location.InText place, Location.InText end, boolean value) implements ConfigNode {
        @Override
        public String kind() {
            return "true or false";
        }

        @Override
        public String toString() {
            return kind();
        }
    }

    /** JSON's null; in YAML also a key with nothing after it. */
    record Nothing(Location.InText place, Location.InText end) implements ConfigNode {
        @Override
        public String kind() {
            return "null";
        }
    }

    record Items(Location.InText place, List<ConfigNode> items) implements ConfigNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** An object, its keys in the order of the file; a key may be there twice. */
    record Fields(Location.InText place, List<Field> fields) implements ConfigNode {
        @Override
        public String kind() {
            return "an object";
        }
    }

    /**
     * A key and its value.
     *
     * @param place where the key starts
     * @param end   where the key ends
     * @param name  the key, as messages show it
     */
    record Field(Location.InText place, Location.InText end, String name, ConfigNode value) {}
}
