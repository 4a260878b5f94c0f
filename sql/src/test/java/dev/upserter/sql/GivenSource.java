package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Data sources as programs have them: they give connections, and are asked nothing else. */
public final class GivenSource {
    private GivenSource() {}

    /** Opens a connection, or fails. */
    public interface Opening {
        Connection open() throws SQLException;
    }

    public static DataSource of(Postgres server) {
        return of(() -> DriverManager.getConnection(server.url(), Postgres.USER, Postgres.PASSWORD));
    }

    public static DataSource of(Opening opening) {
        return (DataSource) Proxy.newProxyInstance(
                GivenSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getConnection");
                    return opening.open();
                });
    }
}
