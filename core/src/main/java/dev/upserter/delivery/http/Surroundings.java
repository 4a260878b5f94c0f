package dev.upserter.delivery.http;

import dev.upserter.delivery.line.OpenLines;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a run finds outside itself: time, chance, the environment, Customer.io's hosts. Tests bring their own.
 *
 * @param clock       the time of day
 * @param random      gives each run its source of chance
 * @param environment the variables of the environment
 * @param hosts       the base URL of the Track API in each region
 * @param firstPause  about how long the first pause before a repetition is; later ones double
 * @param firstAnswer how long an address that the user gave is tried at which nothing has ever answered
 * @param lines       the ceilings of requests that those who send to one workspace share
 * @param http        what the program decides about requests
 * @param connections what stays of them for the next run
 */
public record Surroundings(
        InstantSource clock,
        Supplier<RandomGenerator> random,
        Map<String, String> environment,
        Map<Region, URI> hosts,
        Duration firstPause,
        Duration firstAnswer,
        OpenLines lines,
        HttpSettings http,
        Connections connections) {

    private static final Duration DEFAULT_FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration DEFAULT_FIRST_ANSWER = Duration.ofSeconds(15);

    public Surroundings {
        environment = Map.copyOf(environment);
        hosts = Map.copyOf(hosts);
    }

    /** These, with lines of their own. */
    public Surroundings(
            InstantSource clock,
            Supplier<RandomGenerator> random,
            Map<String, String> environment,
            Map<Region, URI> hosts,
            Duration firstPause,
            Duration firstAnswer) {
        this(
                clock,
                random,
                environment,
                hosts,
                firstPause,
                firstAnswer,
                new OpenLines(),
                HttpSettings.NONE,
                Connections.NONE);
    }

    /** The real ones. */
    public static Surroundings real() {
        return of(System.getenv());
    }

    /** The real ones, with this environment. */
    public static Surroundings of(Map<String, String> environment) {
        return new Surroundings(
                InstantSource.system(),
                () -> RandomGenerator.of("L64X128MixRandom"),
                JvmProxy.over(environment, System.getProperties()),
                Map.of(Region.US, Region.US.host(), Region.EU, Region.EU.host()),
                DEFAULT_FIRST_PAUSE,
                DEFAULT_FIRST_ANSWER,
                OpenLines.ofProcess(),
                HttpSettings.NONE,
                Connections.NONE);
    }

    /** These, with other hosts. */
    public Surroundings withHosts(Map<Region, URI> others) {
        return new Surroundings(clock, random, environment, others, firstPause, firstAnswer, lines, http, connections);
    }

    /** These, with another environment. */
    public Surroundings withEnvironment(Map<String, String> other) {
        return new Surroundings(clock, random, other, hosts, firstPause, firstAnswer, lines, http, connections);
    }

    /** These, with other pauses. */
    public Surroundings withFirstPause(Duration pause) {
        return new Surroundings(clock, random, environment, hosts, pause, firstAnswer, lines, http, connections);
    }

    /** These, with another patience for an address at which nothing has ever answered. */
    public Surroundings withFirstAnswer(Duration patience) {
        return new Surroundings(clock, random, environment, hosts, firstPause, patience, lines, http, connections);
    }

    /** These, as a program has them that keeps connections from one run to the next. */
    public Surroundings withHttp(HttpSettings settings, Connections kept) {
        return new Surroundings(clock, random, environment, hosts, firstPause, firstAnswer, lines, settings, kept);
    }

    /** These, with another clock. */
    public Surroundings withClock(InstantSource other) {
        return new Surroundings(other, random, environment, hosts, firstPause, firstAnswer, lines, http, connections);
    }
}
