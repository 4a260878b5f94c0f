package dev.upserter.profile;

import dev.upserter.guard.value.Emails;
import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.text.ConsentName;
import dev.upserter.operation.text.ConsentPaths;
import dev.upserter.operation.text.IdNames;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.Header;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads data once, in bounded memory, and tells what is in them. Used once, by one thread. */
public final class Profiler {
    /** The field of a row that is part of another row. */
    public static final String PARENT = "__parentId";

    private static final int MAX_COLUMNS = 500;

    /** Columns whose names say that they matter are looked at beside the first ones, up to as many more. */
    private static final int MAX_KNOWN = 2 * MAX_COLUMNS;

    private static final int MAX_NAMES = 20_000;
    private static final int MAX_UNUSABLE = 3;

    private final List<Problem> unusable = new ArrayList<>();
    private long unusableRows;
    private final TrackingCalls calls = new TrackingCalls();
    private final Columns all = new Columns();

    /** Of the rows that are no calls beside those that identify people: whether the rows are calls is known at the end. */
    private @Nullable Columns people;

    private static final int LONGEST_WRAPPED = 200;
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]");
    private static final Pattern PLAIN = Pattern.compile("[^.\\[\\]]+");

    /** Whether rows that say what people did count like all others. */
    private final boolean withCalls;

    private Profiler(boolean withCalls) {
        this.withCalls = withCalls;
    }

    /**
     * Reads rows.
     *
     * @param source the rows; not closed
     * @param limit  rows to read at most; empty for all
     * @throws dev.upserter.problem.ProblemException if the source cannot be read any further
     */
    public static Profile read(Source source, OptionalLong limit) {
        return read(source, limit, false);
    }

    /**
     * Reads rows.
     *
     * @param source    the rows; not closed
     * @param limit     rows to read at most; empty for all
     * @param withCalls whether rows that say what people did, as Segment exports them, count like those that say who they are
     * @throws dev.upserter.problem.ProblemException if the source cannot be read any further
     */
    public static Profile read(Source source, OptionalLong limit, boolean withCalls) {
        var profiler = new Profiler(withCalls);
        long most = limit.orElse(Long.MAX_VALUE);
        long read = 0;
        if (source.hasNext() || !source.headers().isEmpty()) {
            source.headers().forEach(header -> header.names().forEach(profiler.all::column));
        }
        while (read < most && source.hasNext()) {
            profiler.add(source.next());
            read++;
        }
        refuseRowAsHeader(source.headers());
        if (profiler.all.rows == 0) {
            source.headers().forEach(header -> header.names().forEach(profiler.all::column));
        }
        return profiler.profile(read < most || !source.hasNext(), odd(source), partial(source.headers()));
    }

    /** Of a file in parts, often the first one alone has a header; then the first row of each other one would be lost. */
    private static void refuseRowAsHeader(List<Header> headers) {
        headers.stream()
                .skip(1)
                .filter(header -> header.names().stream().anyMatch(Emails::isValid)
                        && headers.getFirst().names().stream().noneMatch(Emails::isValid))
                .findFirst()
                .ifPresent(header -> {
                    throw new ProblemException(Problem.of(
                            Code.INPUT_UNREADABLE,
                            header.place(),
                            "the first line looks like a row, and not like a header: one of its cells is an e-mail address",
                            "export each part with a header, or join them: cat PARTS > all.csv"));
                });
    }

    /** With the columns that files spell unlike the first one, so that each file lacks some. */
    private static List<Problem> odd(Source source) {
        var odd = new ArrayList<>(source.warnings());
        List<Header> headers = source.headers();
        for (Header header : headers.subList(Math.min(1, headers.size()), headers.size())) {
            Header first = headers.getFirst();
            var others = new HashMap<String, String>();
            header.names().stream()
                    .filter(name -> !first.names().contains(name))
                    .forEach(name -> others.put(plain(name), name));
            String twins = first.names().stream()
                    .filter(name -> !header.names().contains(name) && others.containsKey(plain(name)))
                    .map(name -> others.get(plain(name)) + " is " + name)
                    .collect(Collectors.joining(", "));
            if (!twins.isEmpty()) {
                odd.add(
                        Problem.of(
                                Code.COLUMN_UNCLEAR,
                                header.place(),
                                "files spell columns differently, and each spelling is a column of its own. In the first file, "
                                        + twins,
                                "give all files one header. A run stops at a file without the column of userId (COLUMN_MISSING)"));
            }
        }
        return odd;
    }

    private static String plain(String name) {
        return SIGNS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private void add(SourceRecord record) {
        record.confirmDoubt();
        if (record.defect().isPresent()) {
            unusableRows++;
            if (unusable.size() < MAX_UNUSABLE) {
                unusable.add(record.defect().get());
            }
            return;
        }
        if (record.isBlank() || record.isFooter()) {
            return;
        }
        if (isPart(record)) {
            all.column(PARENT);
            return;
        }
        boolean isOther = calls.isOther(record);
        if (people == null && !withCalls && all.rows == 0 && calls.areOfTypes()) {
            people = all.ofSameNames();
        }
        all.add(record);
        if (people != null && !isOther) {
            people.add(record);
        }
    }

    /** Shopify's bulk operations write the parts of a person as rows of their own, which name it. */
    private static boolean isPart(SourceRecord record) {
        int place = record.shape().indexOf(PARENT);
        return place >= 0 && record.has(place) && record.value(place).kind() == ValueKind.TEXT;
    }

    /** MongoDB wraps what JSON has no type for, as {@code {"$oid": …}}; Segment has what is known of people in traits, others in such fields. */
    private static List<String> wrapped(String name, JsonValue value) {
        boolean isTraits = KnownNames.isWrapper(name) || ConsentName.of(name).isPresent();
        if (value.kind() != ValueKind.OBJECT || !isTraits && value.length() > LONGEST_WRAPPED) {
            return List.of();
        }
        List<String> names = Nested.names(value);
        boolean isOne = names.size() == 1 && KnownNames.isType(names.getFirst());
        return isOne
                        || isTraits
                                && names.stream()
                                        .allMatch(field -> PLAIN.matcher(field).matches())
                ? names
                : List.of();
    }

    /** The names that some headers have and others have not. */
    private static Set<String> partial(List<Header> headers) {
        var all = new HashSet<String>();
        headers.forEach(header -> all.addAll(header.names()));
        var everywhere = new HashSet<>(all);
        headers.forEach(header -> everywhere.retainAll(new HashSet<>(header.names())));
        all.removeAll(everywhere);
        return all;
    }

    private Profile profile(boolean whole, List<Problem> odd, Set<String> partial) {
        Columns chosen = people != null && calls.areCalls() ? people : all;
        return new Profile(
                chosen.rows,
                whole,
                chosen.found(),
                chosen.more.size() + chosen.unnamed,
                List.copyOf(chosen.more),
                unusableRows,
                unusable,
                odd,
                people == null ? "" : calls.condition(),
                people == null ? 0 : calls.others(),
                partial);
    }

    /** The columns of some rows. */
    private static final class Columns {
        private final Map<String, ColumnProfiler> columns = new LinkedHashMap<>();
        private final Hashes.Room room = new Hashes.Room();
        private final ConsentPaths consents = new ConsentPaths();
        private long rows;

        /** The names of columns that are not looked at. */
        private final Set<String> more = new LinkedHashSet<>();

        /** Fields of such columns beyond those whose names are kept. */
        private long unnamed;

        /** Others for the same header. */
        Columns ofSameNames() {
            var same = new Columns();
            columns.keySet().forEach(same::column);
            return same;
        }

        void add(SourceRecord record) {
            rows++;
            for (int i = 0; i < record.shape().size(); i++) {
                String name = record.shape().name(i);
                if (record.has(i) && record.shape().indexOf(name) == i) {
                    add(name, record.value(i));
                } else if (!record.has(i)) {
                    column(name);
                }
            }
        }

        /** What is wrapped into an object is the value, under its path. */
        private void add(String name, JsonValue value) {
            List<String> inner = wrapped(name, value);
            if (inner.isEmpty()) {
                ColumnProfiler column = column(name);
                if (column != null) {
                    column.add(value);
                }
                NestedAddress.in(name, value).ifPresent(found -> add(name + found.path(), found.address()));
                consents.in(name, value).forEach(found -> add(found.path(), found.value()));
            }
            for (String field : inner) {
                if (KnownNames.isNullType(field)) {
                    continue;
                }
                Nested.find(value, field).ifPresent(found -> add(name + "." + field, found));
            }
        }

        @Nullable
        ColumnProfiler column(String name) {
            ColumnProfiler known = columns.get(name);
            if (known == null && columns.size() < MAX_COLUMNS) {
                known = new ColumnProfiler(name, room);
                columns.put(name, known);
            } else if (known == null && more.size() < MAX_NAMES && !more.contains(name) && matters(name)) {
                known = new ColumnProfiler(name, room);
                columns.put(name, known);
            } else if (known == null && (more.size() == MAX_NAMES || !more.add(name))) {
                unnamed += more.contains(name) ? 0 : 1;
            }
            return known;
        }

        private boolean matters(String name) {
            return columns.size() < MAX_KNOWN
                    && (KnownNames.attribute(name).isPresent()
                            || KnownNames.consent(name).isPresent()
                            || IdNames.rank(KnownNames.withoutWrapper(name)) < IdNames.ALL.size());
        }

        List<Column> found() {
            return columns.values().stream().map(ColumnProfiler::column).toList();
        }
    }
}
