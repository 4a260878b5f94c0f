package dev.upserter.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that the user probably meant. */
public final class Nearest {
    /** Longer names are not compared: the time grows with the product of both lengths. */
    private static final int LONGEST = 200;

    private Nearest() {}

    /**
     * The known name closest to what was written, ignoring letter case and punctuation; empty if none is close. Close means
     * that at most a third of the letters differ, or one.
     */
    public static Optional<String> to(String written, Collection<String> known) {
        String plain = plain(written);
        return known.stream()
                .filter(name -> !name.equals(written))
                .filter(name -> isClose(plain, plain(name)))
                .min(Comparator.comparingInt((String name) -> distance(plain, plain(name)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean isClose(String written, String name) {
        int longer = Math.max(written.length(), name.length());
        int shorter = Math.min(written.length(), name.length());
        int most = Math.max(1, longer / 3);
        return longer > 1 && longer <= LONGEST && longer - shorter <= most && distance(written, name) <= most;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_\\-\\s.]", "");
    }

    /** The number of insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int i, int j, int[][] cost) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
