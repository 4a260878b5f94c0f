package dev.upserter.start;

/** Starts the program where Java is new enough, and says so where it is not: compiled so that Java 8 can run it. */
public final class Start {
    private static final int OLDEST = 21;
    private static final int NOT_STARTED = 70;

    private Start() {}

    /** Runs the command in the arguments. */
    public static void main(String[] arguments) throws Exception {
        String version = System.getProperty("java.specification.version");
        int number = Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
        if (number < OLDEST) {
            System.err.println("error: Customer Upserter needs Java " + OLDEST + " or newer. This is Java "
                    + System.getProperty("java.version") + " (" + System.getProperty("java.home") + ")");
            System.err.println("hint: start it with a newer java, or install a package that brings its own");
            System.exit(NOT_STARTED);
        }
        Class.forName("dev.upserter.cli.Main")
                .getMethod("main", String[].class)
                .invoke(null, new Object[] {arguments});
    }
}
