package dev.upserter.pipeline;

import dev.upserter.record.Shape;
import dev.upserter.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds fields of the source that are spelled like a text which stands for itself: perhaps the field was meant. For one thread. */
final class ConstantWatch {
    private final Map<String, String> constants;
    private @Nullable Shape shape;

    /** @param constants the texts, by the names of their keys */
    ConstantWatch(Map<String, String> constants) {
        this.constants = new TreeMap<>(constants);
    }

    /** The keys whose text is a field of the record, each once. */
    @SuppressWarnings("ReferenceEquality") // records of one shape share the object
    List<String> look(SourceRecord record) {
        if (constants.isEmpty() || record.shape() == shape) {
            return List.of();
        }
        Shape names = record.shape();
        shape = names;
        var found = new ArrayList<String>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.name(i);
            constants.forEach((key, text) -> {
                if (text.equals(name)) {
                    found.add(key);
                }
            });
        }
        constants.keySet().removeAll(found);
        return found;
    }
}
