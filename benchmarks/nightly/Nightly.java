import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs the nights of benchmarks/nightly.sh: the launcher, how many nights, and a seed. */
public final class Nightly {
    private static final int PEOPLE = 2000;
    private static final Pattern PERSON = Pattern.compile("\\{\"id\":\"([mpq]\\d+)\"[^{}]*\\{[^{}]*\\}\\}");

    /** What happens in one night. */
    enum Night {
        GOOD,
        FAULTS,
        BAD_ROW,
        OUTAGE,
        REFUSED_CONNECTIONS,
        KILLED,
        EMPTY,
        HALF,
        CUT_IN_A_LINE,
        RENAMED_COLUMN,
        WRONG_FILE
    }

    /** A person of the exports. */
    record Person(String email, String plan) {}

    /** One of the three jobs; its people have ids that begin with its letter. */
    private static final class Job {
        final char letter;
        final boolean isMirror;
        final boolean isQuery;
        final Random random;
        TreeMap<String, Person> people = new TreeMap<>();
        /** What the last export held that was whole, and read to its end. */
        Map<String, Person> delivered = Map.of();
        int next;
        boolean isUnfinished;

        Job(char letter, boolean isMirror, boolean isQuery, long seed) {
            this.letter = letter;
            this.isMirror = isMirror;
            this.isQuery = isQuery;
            this.random = new Random(seed * 31 + letter);
            for (int i = 0; i < PEOPLE; i++) {
                add();
            }
        }

        void add() {
            String id = letter + String.valueOf(100000 + next++);
            people.put(id, new Person(id + "@example.com", "free"));
        }

        /** One in a hundred leaves, one in a hundred comes, two in a hundred change. */
        void age() {
            var ids = new ArrayList<>(people.keySet());
            for (int i = 0; i < PEOPLE / 100; i++) {
                people.remove(ids.get(random.nextInt(ids.size())));
                add();
                String changed = ids.get(random.nextInt(ids.size()));
                people.computeIfPresent(changed, (id, was) -> new Person(was.email(), "plan " + random.nextInt(1000)));
            }
        }

        String csv(Night night) {
            if (night == Night.WRONG_FILE) {
                return "order_no,total\n" + "1001,9.90\n".repeat(200);
            }
            String header = night == Night.RENAMED_COLUMN ? "id,mail,plan_name\n" : "id,email,plan\n";
            if (night == Night.EMPTY) {
                return header;
            }
            List<String> rows = people.entrySet().stream()
                    .map(e -> e.getKey() + "," + e.getValue().email() + "," + e.getValue().plan() + "\n")
                    .collect(Collectors.toCollection(ArrayList::new));
            switch (night) {
                case HALF -> rows.subList(rows.size() / 2, rows.size()).clear();
                case CUT_IN_A_LINE -> {
                    int last = rows.size() - rows.size() / 20;
                    rows.subList(last, rows.size()).clear();
                    String line = rows.removeLast();
                    rows.add(line.substring(0, line.length() - 2));
                }
                case BAD_ROW -> rows.add(",nobody@example.com,free\n");
                default -> {}
            }
            return header + String.join("", rows);
        }
    }

    /** A relay in front of the sandbox, which keeps its people while the relay refuses connections. */
    private static final class Relay implements AutoCloseable {
        private final int target;
        private final int port;
        private ServerSocket open;

        Relay(int target) throws IOException {
            this.target = target;
            this.open = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
            this.port = open.getLocalPort();
            listen(open);
        }

        private void listen(ServerSocket server) {
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try {
                        Socket in = server.accept();
                        Socket out = new Socket(InetAddress.getLoopbackAddress(), target);
                        copy(in, out);
                        copy(out, in);
                    } catch (IOException closed) {
                        // refused from now on, or the next connection
                    }
                }
            });
        }

        private static void copy(Socket from, Socket to) {
            Thread.ofVirtual().start(() -> {
                try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
                    in.transferTo(out);
                } catch (IOException broken) {
                    // one side is gone
                }
            });
        }

        void refuse() throws IOException {
            open.close();
        }

        void allow() throws IOException {
            if (open.isClosed()) {
                open = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
                listen(open);
            }
        }

        @Override
        public void close() throws IOException {
            open.close();
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> codes = new TreeMap<>();
    private final String launcher;
    private final Path folder;
    private final int sandboxPort;
    private final Relay relay;

    private Nightly(String launcher, Path folder, int sandboxPort, Relay relay) {
        this.launcher = launcher;
        this.folder = folder;
        this.sandboxPort = sandboxPort;
        this.relay = relay;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("nightly");
        Process sandbox = new ProcessBuilder(args[0], "sandbox", "--port", "0")
                .redirectError(folder.resolve("sandbox.err").toFile())
                .redirectOutput(folder.resolve("sandbox.out").toFile())
                .start();
        int failed;
        try {
            int port = port(folder.resolve("sandbox.out"), folder.resolve("sandbox.err"), sandbox);
            try (var relay = new Relay(port)) {
                failed = new Nightly(args[0], folder, port, relay).run(Integer.parseInt(args[1]), Long.parseLong(args[2]));
            }
        } finally {
            sandbox.destroy();
            sandbox.waitFor();
        }
        System.exit(failed == 0 ? 0 : 1);
    }

    private static int port(Path out, Path err, Process sandbox) throws Exception {
        Pattern address = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");
        while (sandbox.isAlive()) {
            Matcher found = address.matcher(Files.readString(out) + Files.readString(err));
            if (found.find()) {
                return Integer.parseInt(found.group(1));
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("the sandbox did not start: " + Files.readString(err));
    }

    private int run(int nights, long seed) throws Exception {
        List<Job> jobs = List.of(
                new Job('m', true, false, seed), new Job('p', false, false, seed), new Job('q', true, true, seed));
        for (Job job : jobs) {
            configure(job);
        }
        List<Night> schedule = schedule(nights, new Random(seed));
        for (int i = 0; i < nights; i++) {
            for (Job job : jobs) {
                night(i, schedule.get(i), job);
            }
        }
        for (Job job : jobs) {
            requireWhole(job);
        }
        codes.forEach((what, count) -> System.out.println("  " + what + ": " + count));
        wrong.forEach(line -> System.out.println("WRONG " + line));
        System.out.println(nights + " nights of " + jobs.size() + " jobs: " + wrong.size() + " checks failed; files in " + folder);
        return wrong.size();
    }

    /** The first and the last two nights are good, and each kind comes about equally often between. */
    private static List<Night> schedule(int nights, Random random) {
        var schedule = new ArrayList<Night>();
        var bag = new ArrayList<Night>();
        for (int i = 0; i < nights; i++) {
            if (bag.isEmpty()) {
                bag.addAll(List.of(Night.values()));
                bag.addAll(List.of(Night.GOOD, Night.GOOD, Night.GOOD));
            }
            boolean isGood = i < 2 || i >= nights - 2;
            schedule.add(isGood ? Night.GOOD : bag.remove(random.nextInt(bag.size())));
        }
        return schedule;
    }

    private void configure(Job job) throws IOException {
        Files.createDirectories(exports(job));
        String source = job.isQuery
                ? "source:\n  query: \"select id, email, plan from read_csv('q/today.csv', all_varchar = true, header = true, delim = ',')\"\n"
                : "";
        Files.writeString(
                folder.resolve(job.letter + ".yaml"),
                "userId: id\nendpoint: http://127.0.0.1:" + relay.port + "\nmaxOutage: 2s\n"
                        + (job.isMirror ? "mode: mirror\nremoved: delete\n" : "")
                        + source
                        + "mappings:\n  - {from: email, to: email}\n  - {from: plan, to: plan}\n");
    }

    private Path exports(Job job) {
        return folder.resolve(String.valueOf(job.letter));
    }

    private void night(int number, Night planned, Job job) throws Exception {
        // a cut inside a line cannot be seen by a query over the file, which docs/mirror.md says
        Night night = job.isQuery && planned == Night.CUT_IN_A_LINE ? Night.HALF : planned;
        job.age();
        String name = job.isMirror && !job.isQuery ? "users-%03d.csv".formatted(number) : "today.csv";
        Path export = exports(job).resolve(name);
        Files.writeString(export, job.csv(night));
        Set<String> before = atCustomerIo(job).keySet();

        int code = sync(number, night, job, export);

        String what = night + " " + job.letter + (job.isUnfinished ? " after an unfinished night" : "");
        codes.merge(what + ": exit code " + code, 1, Integer::sum);
        if (!expected(night, job).contains(code)) {
            wrong.add("night " + number + ", " + what + ": exit code " + code + ", documented " + expected(night, job));
        }
        requireNobodyLost(number, what, night, job, before);
        job.isUnfinished = isUnfinished(night, code, job);
        if (code <= 1 && !Set.of(Night.HALF, Night.CUT_IN_A_LINE).contains(night)) {
            job.delivered = Map.copyOf(job.people);
        }
    }

    private static boolean isUnfinished(Night night, int code, Job job) {
        return code == 3 || code == 137 || code == 2 && job.isUnfinished;
    }

    /** The codes that the documents give for such a night. */
    private static Set<Integer> expected(Night night, Job job) {
        int afterwards = !job.isMirror && job.isUnfinished ? 1 : 0; // rows of the night before were never sent
        return switch (night) {
            case GOOD, FAULTS -> Set.of(afterwards);
            case BAD_ROW -> Set.of(1);
            case OUTAGE, REFUSED_CONNECTIONS -> Set.of(3);
            case KILLED -> Set.of(137);
            case EMPTY, RENAMED_COLUMN, WRONG_FILE -> Set.of(2);
            case HALF -> job.isMirror ? Set.of(2) : Set.of(afterwards);
            // the last row is rejected; of two such nights in a row, the second is believed where nobody is removed
            case CUT_IN_A_LINE -> job.isMirror || afterwards == 1 ? Set.of(1) : Set.of(0, 1);
        };
    }

    /** The command line of the documents, with whatever the night brings. */
    private int sync(int number, Night night, Job job, Path export) throws Exception {
        switch (night) {
            case FAULTS -> faults("{\"tooManyRequests\":0.1,\"serverError\":0.05,\"reset\":0.05}");
            case OUTAGE -> faults("{\"unavailable\":1}");
            case KILLED -> faults("{\"slow\":1,\"slowByMillis\":1500}");
            case REFUSED_CONNECTIONS -> relay.refuse();
            default -> {}
        }
        var command = new ArrayList<>(List.of(launcher, "sync", job.letter + ".yaml"));
        if (!job.isQuery) {
            command.add(export.toString());
        }
        command.add("--resume");
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("CUSTOMERIO_SITE_ID", "sandbox-site");
        builder.environment().put("CUSTOMERIO_API_KEY", "sandbox-key");
        Path log = folder.resolve("night-%03d-%s-%s.txt".formatted(number, job.letter, night));
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (night == Night.KILLED) {
            waitForRows(process);
            process.destroyForcibly().waitFor();
            waitUntilAnswered();
        }
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            wrong.add("night " + number + ", " + night + " " + job.letter + ": did not end");
        }
        faults("{}");
        relay.allow();
        return process.waitFor();
    }

    /** While the sandbox keeps the first request with rows waiting, the process is in the midst of its work. */
    private void waitForRows(Process process) throws Exception {
        long before = stat("requests");
        while (process.isAlive() && stat("requests") == before) {
            Thread.sleep(5);
        }
    }

    /** The sandbox takes what is on its way, too, before the next night begins. */
    private void waitUntilAnswered() throws Exception {
        faults("{}");
        for (long seen = -1, now = stat("entriesApplied"); seen != now; now = stat("entriesApplied")) {
            seen = now;
            Thread.sleep(1000);
        }
    }

    private long stat(String name) throws Exception {
        Matcher count = Pattern.compile("\"" + name + "\"\\s*:\\s*(\\d+)").matcher(get("/sandbox/stats"));
        if (!count.find()) {
            throw new IllegalStateException("the sandbox does not count " + name);
        }
        return Long.parseLong(count.group(1));
    }

    private void requireNobodyLost(int number, String what, Night night, Job job, Set<String> before) throws Exception {
        Set<String> lost = new TreeSet<>(before);
        lost.removeAll(atCustomerIo(job).keySet());
        boolean mayRemove = job.isMirror && Set.of(Night.GOOD, Night.FAULTS, Night.KILLED).contains(night);
        long wrongly = mayRemove ? lost.stream().filter(job.people::containsKey).count() : lost.size();
        if (wrongly > 0) {
            wrong.add("night " + number + ", " + what + ": " + wrongly + " people removed who should not be");
        }
    }

    private void requireWhole(Job job) throws Exception {
        Map<String, Person> there = atCustomerIo(job);
        if (!job.isMirror) {
            there.keySet().retainAll(job.delivered.keySet()); // nobody is ever removed
        }
        if (!there.equals(new TreeMap<>(job.delivered))) {
            wrong.add("at the end, " + job.letter + " differs from the last good export: " + there.size() + " people, "
                    + job.delivered.size() + " in the export");
        } else if (!job.delivered.equals(job.people)) {
            wrong.add("at the end, the last night of " + job.letter + " was not delivered");
        }
    }

    private Map<String, Person> atCustomerIo(Job job) throws Exception {
        var people = new TreeMap<String, Person>();
        Matcher person = PERSON.matcher(get("/sandbox/people?limit=1000000"));
        while (person.find()) {
            if (person.group(1).charAt(0) == job.letter) {
                people.put(person.group(1), new Person(value(person.group(), "email"), value(person.group(), "plan")));
            }
        }
        return people;
    }

    private static String value(String json, String name) {
        Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        return value.find() ? value.group(1) : "";
    }

    private String get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private void faults(String json) throws Exception {
        int status = http.send(
                        HttpRequest.newBuilder(uri("/sandbox/faults"))
                                .PUT(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
        if (status != 200) {
            throw new IllegalStateException("the sandbox does not take " + json);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + sandboxPort + path);
    }
}
