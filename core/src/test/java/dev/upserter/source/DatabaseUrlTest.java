package dev.upserter.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:postgresql://db:5432/shop | jdbc:postgresql://db:5432/shop | |
            jdbc:postgresql://db | jdbc:postgresql://db/ | |
            jdbc:postgresql:shop | jdbc:postgresql:shop | |
            jdbc:postgresql://ana:pw@db/shop?sslmode=require | jdbc:postgresql://db/shop?sslmode=require | ana | pw
            jdbc:postgresql://db/shop?user=ana&password=p%26w&ssl=true | jdbc:postgresql://db/shop?ssl=true | ana | p&w
            postgres://ana:p%40w@db/shop | jdbc:postgresql://db/shop | ana | p@w
            postgres://ana:p@w@db/shop | jdbc:postgresql://db/shop | ana | p@w
            postgresql://ana:p+w@[::1]:5433/shop | jdbc:postgresql://[::1]:5433/shop | ana | p+w
            postgresql://ana@db1:5432,db2:5433/shop?target_session_attrs=read-only | jdbc:postgresql://db1:5432,db2:5433/shop?targetServerType=secondary | ana |
            postgres://db/shop?sslmode=verify-full&sslrootcert=ca.pem | jdbc:postgresql://db/shop?sslmode=verify-full&sslrootcert=ca.pem | |
            postgres://db/shop?sslrootcert=system | jdbc:postgresql://db/shop?sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory | |
            postgres://db/shop?connect_timeout=5&application_name=x | jdbc:postgresql://db/shop?connectTimeout=5&ApplicationName=x | |
            postgres:///shop | jdbc:postgresql:///shop | |
            jdbc:mysql://ana:pw@db/shop | jdbc:mysql://ana:pw@db/shop | |
            """)
    void userAndPasswordAreTakenOut(String url, String driver, String user, String password) {
        assertThat(DatabaseUrl.read(url)).isInstanceOfSatisfying(DatabaseUrl.Reading.Good.class, good -> {
            assertThat(good.url()).isEqualTo(driver);
            assertThat(good.user().orElse(null)).isEqualTo(user);
            assertThat(good.password().orElse(null)).isEqualTo(password);
            assertThat(good.toString()).doesNotContain("pw");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://ana:s3cret/x@db/shop",
                "postgres://ana:s3cret%@db/shop",
                "postgres://ana:s3cret@%2Fvar%2Frun/shop",
                "postgres://ana:s3cret@db/shop?service=x",
                "postgres://ana:s3cret@db/shop?target_session_attrs=s3cret",
                "mysql://ana:s3cret@db/shop",
                "db.example.com:s3cret"
            })
    void whatIsNotUnderstoodIsRefusedWithoutTheText(String url) {
        assertThat(DatabaseUrl.read(url)).isInstanceOfSatisfying(DatabaseUrl.Reading.Wrong.class, wrong -> {
            assertThat(wrong.message() + wrong.hint()).doesNotContain("s3cret").doesNotContain("ana");
        });
    }

    @Test
    void aParameterThatIsNotKnownIsNamed() {
        assertThat(DatabaseUrl.read("postgres://db/shop?passfile=x"))
                .isInstanceOfSatisfying(
                        DatabaseUrl.Reading.Wrong.class,
                        wrong -> assertThat(wrong.message()).contains("the parameter passfile"));
    }

    @Test
    void keysTakePrecedenceOverTheUrl() {
        var good = (DatabaseUrl.Reading.Good) DatabaseUrl.read("postgres://ana:pw@db/shop");

        DatabaseConfig config = DatabaseConfig.of(good, "bo", null, 10);

        assertThat(config.user()).isEqualTo("bo");
        assertThat(config.password()).isEqualTo("pw");
        assertThat(config.toString()).isEqualTo("jdbc:postgresql:…");
    }
}
