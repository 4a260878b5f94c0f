package dev.upserter.server.schedule;

import dev.upserter.config.SyncSet;
import dev.upserter.problem.Code;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.schedule.Sequences;
import dev.upserter.schedule.Turn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The turns of the folder of configurations. A file is read again when it has changed, and while it is wrong: what it names may have
 * been missing. One that cannot be read has no turn: what it said before is not used. For one thread.
 */
final class TurnFolder {
    private static final System.Logger LOG = System.getLogger(TurnFolder.class.getName());

    private static final Pattern TURN = Pattern.compile("\\b(schedule|watch|after)\\b");

    private final SavedConfigurations saved;
    private final ScheduleNotices notices;
    private final Map<Path, Read> read = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private boolean isAway;

    TurnFolder(SavedConfigurations saved, ScheduleNotices notices) {
        this.saved = saved;
        this.notices = notices;
    }

    /**
     * A file that was read.
     *
     * @param look    what the file looked like
     * @param set     what it says; null if it is wrong
     * @param problem what is wrong; empty for nothing
     */
    private record Read(String look, @Nullable SyncSet set, String problem) {}

    /** All turns of the files as they are now; none while the folder cannot be read. */
    List<SavedTurn> turns() {
        List<Path> files;
        try {
            files = saved.files();
        } catch (IOException e) {
            if (!isAway) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "no schedule is run: the folder of syncs cannot be read: {0}",
                        DiskFailure.reason(e));
            }
            isAway = true;
            return List.of();
        }
        isAway = false;
        read.keySet().retainAll(files);
        var all = new ArrayList<SavedTurn>();
        var names = new HashSet<String>();
        for (Path file : files) {
            SyncSet set = set(file);
            if (set != null) {
                names.addAll(set.names());
                set.turns().forEach(turn -> all.add(new SavedTurn(key(file, set, turn), file, set, turn)));
            }
        }
        return inSequence(all, names);
    }

    /** Of the syncs of one file, several turns may begin with the same one. */
    private static String key(Path file, SyncSet set, Turn turn) {
        boolean isGroup =
                set.groups().stream().anyMatch(group -> group.schedule().equals(turn.when()));
        return isGroup ? file.getFileName() + ":" + turn.syncs().getFirst() : String.valueOf(file.getFileName());
    }

    private @Nullable SyncSet set(Path file) {
        String look = look(file);
        Read known = read.get(file);
        if (known != null && known.set() != null && known.look().equals(look)) {
            return known.set();
        }
        try {
            SyncSet set = saved.read(file);
            read.put(file, new Read(look, set, ""));
            return set;
        } catch (ProblemException e) {
            String problem = e.problems().toString();
            if (known == null ? mayHaveTurns(file) : !known.problem().equals(problem)) {
                notices.tell(file, List.of(), e.problems());
            }
            read.put(file, new Read(look, null, problem));
            return null;
        }
    }

    /** Whether a file that cannot be read is likely to have a schedule. */
    private static boolean mayHaveTurns(Path file) {
        try {
            return TURN.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .find();
        } catch (IOException gone) {
            return true;
        }
    }

    private static String look(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.size() + " " + now.lastModifiedTime() + " " + now.fileKey();
        } catch (IOException gone) {
            return "";
        }
    }

    /** Without those that can never start: each is told once. */
    private List<SavedTurn> inSequence(List<SavedTurn> all, Set<String> names) {
        var good = new ArrayList<>(all);
        var wrong = new HashSet<String>();
        for (SavedTurn turn : all) {
            String after = turn.turn().when().after();
            if (after != null && !names.contains(after) && isAnyBroken()) {
                hold(turn, after, wrong);
                good.remove(turn);
            } else if (after != null && !names.contains(after)) {
                tell(
                        turn,
                        "after names the sync " + after + ", and no configuration of the folder has one",
                        "correct the name",
                        wrong);
                good.remove(turn);
            }
        }
        List<Turn> turns = new ArrayList<>(good.stream().map(SavedTurn::turn).toList());
        for (var circle = Sequences.circle(turns); circle.isPresent(); circle = Sequences.circle(turns)) {
            Turn first = circle.get();
            turns.remove(first);
            for (SavedTurn turn : List.copyOf(good)) {
                if (turn.turn().equals(first)) {
                    tell(
                            turn,
                            "after names a sync that comes after this one, so that none would begin",
                            "leave out after in one of them, and give it a schedule or watch",
                            wrong);
                    good.remove(turn);
                }
            }
        }
        told.retainAll(wrong);
        return good;
    }

    /** The name may be in the one that is told already. */
    private void hold(SavedTurn turn, String after, Set<String> wrong) {
        String key = turn.key() + " waits for " + after;
        wrong.add(key);
        if (told.add(key)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} is not run while a configuration of the folder cannot be read: none of the others has {1}",
                    turn.key(),
                    after);
        }
    }

    private boolean isAnyBroken() {
        return read.values().stream().anyMatch(one -> one.set() == null);
    }

    private void tell(SavedTurn turn, String message, String hint, Set<String> wrong) {
        String key = turn.key() + " " + message;
        wrong.add(key);
        if (told.add(key)) {
            notices.tell(
                    turn.file(),
                    turn.turn().syncs(),
                    List.of(Problem.of(
                            Code.CONFIG_INVALID, new Location.InFile(turn.file().toString()), message, hint)));
        }
    }
}
