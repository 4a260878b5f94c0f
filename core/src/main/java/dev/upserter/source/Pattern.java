package dev.upserter.source;

import dev.upserter.problem.Code;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Finds the files that match a pattern. */
final class Pattern {
    private static final String SPECIAL = "*?[{";

    private Pattern() {}

    static DataFile find(String pattern) {
        Path whole = Path.of(pattern);
        if (!isPattern(pattern) || Files.exists(whole)) {
            return DataFile.of(whole);
        }
        Path folder = whole.getRoot() == null ? Path.of("") : whole.getRoot();
        int steps = 0;
        while (!isPattern(whole.getName(steps).toString())) {
            folder = folder.resolve(whole.getName(steps++));
        }
        Path rest = whole.subpath(steps, whole.getNameCount());
        List<DataFile.OnDisk> files = find(pattern, folder, rest);
        if (files.isEmpty()) {
            throw new ProblemException(Problem.of(
                    Code.INPUT_NOT_FOUND,
                    new Location.InFile(pattern),
                    "no file matches this pattern",
                    "check the folder and the ending. * does not go into folders, ** does, and names that begin with a dot are left"
                            + " out"));
        }
        return files.size() == 1 ? files.getFirst() : new DataFile.Several(files, pattern);
    }

    private static boolean isPattern(String text) {
        return text.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0);
    }

    private static List<DataFile.OnDisk> find(String pattern, Path folder, Path rest) {
        var found = new ArrayList<Path>();
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
            int depth = rest.toString().contains("**") ? Integer.MAX_VALUE : rest.getNameCount();
            Files.walkFileTree(folder, Set.of(), depth, new Visitor(folder, matcher, namesEnding(rest), found));
        } catch (PatternSyntaxException e) {
            throw notFound(pattern, "there is no such file, and as a pattern it is not complete", null);
        } catch (IOException e) {
            throw notFound(pattern, "the folder " + folder + " cannot be read: " + DiskFailure.reason(e), e);
        }
        found.sort(Comparator.comparing(Path::toString));
        return found.stream()
                .map(path -> new DataFile.OnDisk(path, path.toString()))
                .toList();
    }

    /** Whether the last step gives the end of names, so that it matches files only and no folders. */
    private static boolean namesEnding(Path rest) {
        return rest.getFileName().toString().indexOf('.') >= 0;
    }

    private static ProblemException notFound(String pattern, String message, @Nullable IOException e) {
        Problem problem = Problem.of(Code.INPUT_NOT_FOUND, new Location.InFile(pattern), message);
        return e == null ? new ProblemException(problem) : new ProblemException(problem, e);
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final PathMatcher matcher;
        private final boolean meansNoFolders;
        private final List<Path> found;

        Visitor(Path folder, PathMatcher matcher, boolean meansNoFolders, List<Path> found) {
            this.folder = folder;
            this.matcher = matcher;
            this.meansNoFolders = meansNoFolders;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            boolean isLeftOut = !path.equals(folder) && isHidden(path);
            if (!isLeftOut) {
                requireFile(path);
            }
            return isLeftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (!isHidden(path)) {
                requireFile(path);
                if (Files.isRegularFile(path) && matcher.matches(folder.relativize(path))) {
                    found.add(path);
                }
            }
            return FileVisitResult.CONTINUE;
        }

        /** A matching file that cannot be read must not be skipped: its rows would be missing silently. */
        private void requireFile(Path path) {
            boolean isFolder = Files.isDirectory(path);
            if (Files.isRegularFile(path) || isFolder && !meansNoFolders || !matcher.matches(folder.relativize(path))) {
                return;
            }
            String what = isFolder ? "a folder" : Files.exists(path) ? "no regular file" : "a link that leads nowhere";
            throw new ProblemException(Problem.of(
                    Code.INPUT_NOT_FOUND,
                    new Location.InFile(path.toString()),
                    "this matches the pattern, but is " + what,
                    "remove it, correct it, or choose a pattern that leaves it out"));
        }

        private static boolean isHidden(Path path) {
            return path.getFileName().toString().startsWith(".");
        }
    }
}
