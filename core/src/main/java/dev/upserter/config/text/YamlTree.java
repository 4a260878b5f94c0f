package dev.upserter.config.text;

import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2 into nodes: one document, plain texts taken as the core schema says, without aliases and tags. Not
 * loaded where there is no YAML. For one thread.
 */
public final class YamlTree {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
            + "|[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private static final Pattern CURLY = Pattern.compile("(?s)[\u2018-\u201f].*[\u2018-\u201f]");

    private final ConfigText text;
    private final Iterator<Event> events;
    private Location.InText place;

    private YamlTree(ConfigText text, Iterator<Event> events) {
        this.text = text;
        this.events = events;
        this.place = text.at(0);
    }

    /**
     * Reads the only document of the text.
     *
     * @throws ProblemException if it is not YAML, or uses what is not supported
     */
    public static ConfigNode read(ConfigText text) {
        var settings = LoadSettings.builder()
                .setLabel(text.name())
                .setCodePointLimit(ConfigText.MAX_BYTES)
                .build();
        // What Parse does, whose package the library's module does not export.
        var events = new ParserImpl(settings, new StreamReader(settings, text.decoded()));
        return new YamlTree(text, events).document();
    }

    private ConfigNode document() {
        next();
        Event first = next();
        if (first.getEventId() == Event.ID.StreamEnd) {
            throw Mistakes.only(
                    text.at(0),
                    "the configuration holds nothing but comments",
                    "the key userId at least must be there");
        }
        ConfigNode root = node(next(), 1);
        next();
        if (next().getEventId() != Event.ID.StreamEnd) {
            throw Mistakes.only(place, "a second document starts here", "keep one document: one configuration a file");
        }
        return root;
    }

    private Event next() {
        try {
            Event event = events.next();
            place = event.getStartMark().map(this::at).orElse(place);
            return event;
        } catch (RuntimeException e) { // malformed escapes end in the parser's own accidents
            throw YamlMistake.of(e, text, place);
        }
    }

    private Location.InText at(Mark mark) {
        return new Location.InText(text.name(), mark.getLine() + 1L, mark.getColumn() + 1L);
    }

    private ConfigNode node(Event event, int depth) {
        Location.InText start = place;
        if (depth > JsonTree.MAX_DEPTH) {
            throw JsonTree.tooDeep(start);
        }
        requirePlain(event);
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, start, end(event, start));
        }
        return event.getEventId() == Event.ID.SequenceStart
                ? new ConfigNode.Items(start, items(depth))
                : new ConfigNode.Fields(start, fields(depth));
    }

    private void requirePlain(Event event) {
        if (event instanceof AliasEvent) {
            throw Mistakes.only(place, "aliases (*name) are not supported here", "write the value once more");
        }
        boolean tagged = event instanceof ScalarEvent scalar
                ? scalar.getTag().isPresent()
                : event instanceof CollectionStartEvent start && start.getTag().isPresent();
        if (tagged || event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw Mistakes.only(
                    place,
                    "tags (!name) and anchors (&name) are not supported here",
                    "remove it. Quotation marks make a text of any value");
        }
    }

    private Location.InText end(Event event, Location.InText start) {
        return event.getEndMark().map(this::at).orElse(start);
    }

    private static ConfigNode scalar(ScalarEvent scalar, Location.InText start, Location.InText end) {
        String value = scalar.getValue();
        if (!scalar.isPlain()) {
            return new ConfigNode.Text(start, end, value);
        }
        requireStraightMarks(value, start);
        return switch (value) {
            case "", "~", "null", "Null", "NULL" -> new ConfigNode.Nothing(start, end);
            case "true", "True", "TRUE" -> new ConfigNode.Bool(start, end, true);
            case "false", "False", "FALSE" -> new ConfigNode.Bool(start, end, false);
            default ->
                NUMBER.matcher(value).matches()
                        ? new ConfigNode.Numeral(start, end, value)
                        : new ConfigNode.Text(start, end, value);
        };
    }

    /** Word processors put others in place of quotation marks, which YAML takes as part of the text. */
    private static void requireStraightMarks(String plain, Location.InText start) {
        if (CURLY.matcher(plain).matches()) {
            throw Mistakes.only(
                    start,
                    "these are curly quotation marks, which YAML takes as part of the text",
                    "put \" or ' in place of both");
        }
    }

    private List<ConfigNode> items(int depth) {
        var items = new ArrayList<ConfigNode>();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            items.add(node(event, depth + 1));
        }
        return items;
    }

    private List<ConfigNode.Field> fields(int depth) {
        var fields = new ArrayList<ConfigNode.Field>();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            Location.InText start = place;
            requirePlain(event);
            if (!(event instanceof ScalarEvent key)) {
                throw Mistakes.only(start, "a key is a text, not a list or an object", "write key: value");
            }
            if (key.isPlain()) {
                requireStraightMarks(key.getValue(), start);
            }
            fields.add(new ConfigNode.Field(start, end(event, start), key.getValue(), node(next(), depth + 1)));
        }
        return fields;
    }
}
