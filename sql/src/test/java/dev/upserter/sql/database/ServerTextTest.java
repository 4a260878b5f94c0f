package dev.upserter.sql.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sql.WithPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each character of each encoding, compared with the conversion of a real PostgreSQL. */
class ServerTextTest {
    /** Null for a text that cannot be converted: an error would end the query. */
    private static final String CONVERT =
            "create or replace function pg_temp.converted(b bytea, e name) returns text language plpgsql as"
                    + " $$ begin return convert_from(b, e); exception when others then return null; end $$";

    private static final Set<String> OF_TWO_BYTES = Set.of("EUC_KR", "EUC_CN", "EUC_JP");
    private static final int FIRST = 0xA1;
    private static final int LAST = 0xFE;

    static Stream<String> encodings() {
        return ServerText.CHARSETS.keySet().stream().sorted();
    }

    /** All byte sequences that may be a character beyond ASCII, in hexadecimal. */
    private static List<String> characters(String encoding) {
        var all = new ArrayList<String>();
        if (!OF_TWO_BYTES.contains(encoding)) {
            for (int b = 0x80; b <= 0xFF; b++) {
                all.add(hex(b));
            }
            return all;
        }
        for (int first = FIRST; first <= LAST; first++) {
            for (int second = FIRST; second <= LAST; second++) {
                all.add(hex(first, second));
                if (encoding.equals("EUC_JP")) {
                    all.add(hex(0x8F, first, second));
                }
            }
            if (encoding.equals("EUC_JP")) {
                all.add(hex(0x8E, first));
            }
        }
        return all;
    }

    private static String hex(int... bytes) {
        var text = new StringBuilder();
        for (int b : bytes) {
            text.append(HexFormat.of().toHexDigits((byte) b));
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void charactersAreThoseOfPostgres(String encoding) throws Exception {
        ServerText text = ServerText.of(encoding).orElseThrow();
        List<String> characters = characters(encoding);
        List<String> converted = convertedByPostgres(characters, encoding);
        for (int i = 0; i < characters.size(); i++) {
            String known = converted.get(i);
            byte[] made = text.utf8(HexFormat.of().parseHex(characters.get(i)));
            if (known != null) {
                assertThat(new String(made, StandardCharsets.UTF_8))
                        .as(characters.get(i))
                        .isEqualTo(known);
            } else if (!encoding.equals("EUC_JP")) { // of which Java knows a few more
                assertThat(made).as(characters.get(i)).contains((byte) 0xFF);
            }
        }
    }

    private static List<String> convertedByPostgres(List<String> characters, String encoding) throws Exception {
        var converted = new ArrayList<String>();
        try (Connection connection = WithPostgres.server().connect();
                var statement = connection.createStatement()) {
            statement.execute(CONVERT);
            try (PreparedStatement asked =
                    connection.prepareStatement("select pg_temp.converted(decode(h, 'hex'), ?::name)"
                            + " from unnest(?::text[]) with ordinality u(h, o) order by o")) {
                asked.setString(1, encoding);
                asked.setArray(2, connection.createArrayOf("text", characters.toArray()));
                try (ResultSet rows = asked.executeQuery()) {
                    while (rows.next()) {
                        converted.add(rows.getString(1));
                    }
                }
            }
        }
        return converted;
    }
}
