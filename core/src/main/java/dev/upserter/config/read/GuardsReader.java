package dev.upserter.config.read;

import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.Section;
import dev.upserter.config.keys.Word;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of {@code guards}, which are the codes of problems, and how they are read. */
final class GuardsReader {
    static final Section SECTION = Section.of("there is no guard", "");

    static {
        for (Code code : Code.values()) {
            SECTION.add(KeySpec.of(code.name(), new Word(levels(code)), code.help(), code.help())
                    .defaultsTo(code.level().spelling()));
        }
    }

    private GuardsReader() {}

    static @Nullable Map<Code, Level> read(ConfigNode.Field guards, KeyValues values) {
        ConfigNode.Fields object = values.object(guards, "write {\"DATE_AS_TEXT\": \"fix\"}");
        if (object == null) {
            return null;
        }
        var levels = new EnumMap<Code, Level>(Code.class);
        for (ConfigNode.Field guard : GivenKeys.of(object, SECTION, values).fields()) {
            Code code = Code.valueOf(guard.name());
            if (code.isAdjustable()) {
                String level = new Word(levels(code)).read(guard, values);
                levels.put(code, Level.valueOf(level.toUpperCase(Locale.ROOT)));
            } else {
                values.mistakes()
                        .add(
                                guard.place(),
                                "the level of " + code + " cannot be changed. It is always "
                                        + code.level().spelling(),
                                "remove it");
            }
        }
        return levels;
    }

    /** The levels that the configuration may name, the default included. */
    private static List<String> levels(Code code) {
        return Arrays.stream(Level.values())
                .filter(code::allows)
                .map(Level::spelling)
                .toList();
    }
}
