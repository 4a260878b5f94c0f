package dev.upserter.sql.database;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DatabaseConfig;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/** Finds the driver of a database: PostgreSQL's is included, others are in the folder for drivers. */
public final class Drivers {
    /** Names for PostgreSQL that its driver does not accept. */
    private static final Pattern MEANT_POSTGRES = Pattern.compile("(?i)postg\\w*|pg|pgsql|psql");

    private Drivers() {}

    /**
     * The driver for a URL.
     *
     * @param place what requires it
     * @throws ProblemException if there is no such driver
     */
    public static Driver find(DatabaseConfig database, Location place) {
        List<ServiceLoader.Provider<Driver>> drivers =
                ServiceLoader.load(Driver.class, Drivers.class.getClassLoader()).stream()
                        .toList();
        for (ServiceLoader.Provider<Driver> provider : drivers) {
            Optional<Driver> driver = driver(provider, database.url());
            if (driver.isPresent()) {
                return driver.get();
            }
        }
        throw new ProblemException(Problem.of(
                Code.CONNECTION_FAILED,
                place,
                "there is no driver for jdbc:" + database.driver() + ": URLs",
                MEANT_POSTGRES.matcher(database.driver()).matches()
                        ? "write jdbc:postgresql: in its place, or postgres://. PostgreSQL's driver is built in"
                        : "put the driver's jar into the folder drivers beside the launcher, or into the one that UPSERTER_DRIVERS"
                                + " names. PostgreSQL's is built in"));
    }

    private static Optional<Driver> driver(ServiceLoader.Provider<Driver> provider, String url) {
        try {
            Driver driver = provider.get();
            return driver.acceptsURL(url) ? Optional.of(driver) : Optional.empty();
        } catch (SQLException | ServiceConfigurationError broken) {
            return Optional.empty();
        }
    }
}
