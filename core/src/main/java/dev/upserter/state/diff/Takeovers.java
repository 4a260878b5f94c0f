package dev.upserter.state.diff;

import dev.upserter.memory.MemoryShare;
import dev.upserter.state.EntryKind;
import dev.upserter.state.StateEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds identifiers that go from one person to another between two runs: an e-mail address that the state knows of one id, and
 * the source of another. Customer.io gives a person with a known address an id that it does not know, and leaves an address
 * with the person who has it where both ids are known; the answer is 200 in both cases (Track API reference, PUT
 * /api/v1/customers/{identifier}). Told by {@link Join}, and asked once it {@link #settle settled}. For one thread.
 */
@SuppressWarnings("EnumOrdinal") // the ordinals are in memory only
public class Takeovers {
    private static final int MOST = 1 << 20;

    /** What becomes of somebody whom the state knows with an identifier. */
    enum Holder {
        /** Nothing. */
        STAYS,
        /** They are removed. */
        GOES,
        /** They get another one. */
        CHANGES
    }

    /** When a change is sent, where the order matters. */
    public enum Turn {
        FIRST,
        NEXT,
        LAST
    }

    private record Shown(long other, long hash) {}

    private record Pair(long taker, long before, long holder) {}

    private final boolean renames;
    private final boolean removalReleases;
    private final boolean removesFirst;
    private final Found takers;
    private final Found holders;
    private final List<Shown> shown = new ArrayList<>();
    private final Set<Long> first = new HashSet<>();
    private final Set<Long> last = new HashSet<>();
    private final Set<Long> renamed = new HashSet<>();
    private final Map<Long, Long> doubted = new HashMap<>();
    private boolean isIncomplete;

    /**
     * None yet.
     *
     * @param renames         whether a new identifier beside a known one gives a person the new one
     * @param removalReleases whether nobody has the identifiers of those who are removed
     * @param removesFirst    whether some are removed by the identifier that others take
     * @param memory          of the run, which may grant less
     */
    public Takeovers(boolean renames, boolean removalReleases, boolean removesFirst, MemoryShare memory) {
        this.renames = renames;
        this.removalReleases = removalReleases;
        this.removesFirst = removesFirst;
        this.takers = new Found(memory);
        this.holders = new Found(memory);
    }

    /** Hears nothing. */
    public static Takeovers none() {
        return new Takeovers(false, false, false, MemoryShare.UNLIMITED) {
            @Override
            void takes(long other, long person, long before, boolean isKnown) {}

            @Override
            void holds(long other, long person, Holder how) {}
        };
    }

    /**
     * Hears that somebody is sent with an identifier that the state did not know of them.
     *
     * @param other   the identifier, as {@link OtherIdentifier} has it
     * @param person  the hash of their key
     * @param before  the identifier that the state knows; 0 for none
     * @param isKnown whether Customer.io has them for sure
     */
    void takes(long other, long person, long before, boolean isKnown) {
        if (other != 0 && other != before) {
            takers.add(other, person, before, isKnown ? 1 : 0);
        }
    }

    /** Hears of somebody whom the state knows with an identifier. */
    void holds(long other, long person, Holder how) {
        if (other != 0) {
            holders.add(other, person, 0, how.ordinal());
        }
    }

    /** Whether there were too many holders to remember, so that {@link #settle} has to be shown all. */
    public boolean hasForgotten() {
        return holders.isFull && takers.size > 0;
    }

    /** Shows somebody whom the state knows, and who may have been forgotten. */
    public void show(StateEntry person, long[] taken) {
        boolean isThere = person.kind() == EntryKind.PRESENT || person.kind() == EntryKind.MARKED;
        if (isThere && Arrays.binarySearch(taken, person.other()) >= 0) {
            shown.add(new Shown(person.other(), person.hash()));
        }
    }

    /** What is taken, sorted. */
    public long[] taken() {
        return takers.others();
    }

    /** Whether there were too many to tell who takes what another has. */
    public boolean isIncomplete() {
        return isIncomplete;
    }

    /** Finds who takes what another has; nothing is told afterwards. */
    public void settle() {
        isIncomplete = takers.isFull && holders.size > 0;
        takeUpShown();
        List<Pair> changing = new ArrayList<>();
        Map<Long, List<Integer>> wanted = wanted();
        for (int t = 0; t < takers.size; t++) {
            for (int h : wanted.getOrDefault(takers.other(t), List.of())) {
                if (takers.person(t) != holders.person(h)) {
                    pair(t, h, changing);
                }
            }
        }
        takers.clear();
        holders.clear();
        last.removeAll(first);
        doubtCircles(changing);
    }

    /** Whoever was forgotten counts as one who stays. */
    private void takeUpShown() {
        if (shown.isEmpty()) {
            return;
        }
        var known = new HashSet<Long>();
        for (int h = 0; h < holders.size; h++) {
            known.add(holders.person(h));
        }
        holders.isUnlimited = true;
        for (Shown person : shown) {
            if (!known.contains(person.hash)) {
                holds(person.other, person.hash, Holder.STAYS);
            }
        }
        shown.clear();
    }

    /** The places of those holders of whose identifiers there is a taker. */
    private Map<Long, List<Integer>> wanted() {
        long[] taken = takers.others();
        var wanted = new HashMap<Long, List<Integer>>();
        for (int h = 0; h < holders.size; h++) {
            if (Arrays.binarySearch(taken, holders.other(h)) >= 0) {
                wanted.computeIfAbsent(holders.other(h), other -> new ArrayList<>())
                        .add(h);
            }
        }
        return wanted;
    }

    private void pair(int t, int h, List<Pair> changing) {
        boolean mayRename = renames && takers.tag(t) == 0;
        long holder = holders.person(h);
        Holder how = Holder.values()[holders.tag(h)];
        if (how == Holder.CHANGES) {
            first.add(holder);
            changing.add(new Pair(takers.person(t), takers.before(t), holder));
            return;
        }
        if (mayRename) {
            renamed.add(holder);
            if (how == Holder.GOES) {
                (removesFirst ? first : last).add(holder);
            }
        } else if (how == Holder.GOES && removalReleases) {
            first.add(holder);
        } else {
            doubted.put(takers.person(t), takers.before(t));
        }
    }

    /** Who takes from somebody who is sent at the same time, or from somebody in doubt, may not get it. */
    private void doubtCircles(List<Pair> changing) {
        boolean isMore = true;
        while (isMore) {
            isMore = false;
            for (Pair pair : changing) {
                boolean isDoubtful = first.contains(pair.taker) || doubted.containsKey(pair.holder);
                isMore |= isDoubtful && doubted.put(pair.taker, pair.before) == null;
            }
        }
    }

    /** Whether nobody takes what another has. */
    public boolean isEmpty() {
        return first.isEmpty() && last.isEmpty() && renamed.isEmpty() && doubted.isEmpty();
    }

    /** Whether any change has this turn, but for the one that most have. */
    public boolean hasAny(Turn turn) {
        return !(turn == Turn.FIRST ? first : last).isEmpty();
    }

    /** When the change of a person is sent, by the hash of the key. */
    public Turn turn(long person) {
        return first.contains(person) ? Turn.FIRST : last.contains(person) ? Turn.LAST : Turn.NEXT;
    }

    /** How many get an identifier that Customer.io may leave with another. */
    public int doubted() {
        return doubted.size();
    }

    /** Whether a person, by the hash of the key, gets an identifier that Customer.io may leave with another. */
    public boolean isDoubted(long person) {
        return doubted.containsKey(person);
    }

    /** The identifier that somebody in doubt had before; 0 for none. */
    public long before(long person) {
        return doubted.getOrDefault(person, 0L);
    }

    /** Whether any key of the state may be no key of Customer.io's any more. */
    public boolean renames() {
        return !renamed.isEmpty();
    }

    /** Whether a person, by the hash of the key, may have the key of another then. */
    public boolean isRenamed(long person) {
        return renamed.contains(person);
    }

    /** Some numbers of each of many people. */
    private static final class Found {
        private static final int NUMBERS = 3;
        private static final int TAG = 62;
        private static final int SURE = 1 << 14;

        private final MemoryShare memory;
        private long[] numbers = new long[NUMBERS * 64];
        private long granted;
        private int size;
        private boolean isFull;
        private boolean isUnlimited;

        private Found(MemoryShare memory) {
            this.memory = memory;
        }

        private void add(long other, long person, long before, long tag) {
            if ((size + 1) * NUMBERS > numbers.length && !grow()) {
                isFull = true;
                return;
            }
            numbers[size * NUMBERS] = other | tag << TAG;
            numbers[size * NUMBERS + 1] = person;
            numbers[size * NUMBERS + 2] = before;
            size++;
        }

        private boolean grow() {
            long more = (long) numbers.length * Long.BYTES;
            boolean asks = size >= SURE && !isUnlimited;
            if (asks && (size >= MOST || !memory.keep(more))) {
                return false;
            }
            granted += asks ? more : 0;
            numbers = Arrays.copyOf(numbers, numbers.length * 2);
            return true;
        }

        private long other(int i) {
            return numbers[i * NUMBERS] & OtherIdentifier.MASK;
        }

        private int tag(int i) {
            return (int) (numbers[i * NUMBERS] >>> TAG);
        }

        private long person(int i) {
            return numbers[i * NUMBERS + 1];
        }

        private long before(int i) {
            return numbers[i * NUMBERS + 2];
        }

        private long[] others() {
            long[] others = new long[size];
            for (int i = 0; i < size; i++) {
                others[i] = other(i);
            }
            Arrays.sort(others);
            return others;
        }

        private void clear() {
            numbers = new long[0];
            memory.forget(granted);
            granted = 0;
            size = 0;
        }
    }
}
