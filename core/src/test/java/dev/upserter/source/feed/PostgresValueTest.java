package dev.upserter.source.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts of PostgreSQL's driver, and the JSON that the server itself makes of the values. The SQL module compares with a server. */
class PostgresValueTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            int8        | -9223372036854775808                 | -9223372036854775808
            numeric     | 1.10                                 | 1.10
            numeric     | 5.0                                  | 5.0
            numeric     | 1e20                                 | 1e20
            numeric     | NaN                                  | "NaN"
            numeric     | -Infinity                            | "-Infinity"
            float8      | 5.0                                  | 5
            float8      | 5.50                                 | 5.50
            float8      | 1e+300                               | 1e+300
            float4      | -5.0                                 | -5
            float4      | Infinity                             | "Infinity"
            bool        | t                                    | true
            bool        | true                                 | true
            bool        | f                                    | false
            text        | 5.0                                  | "5.0"
            text        | say "hi"                             | "say \\"hi\\""
            json        | {"a": 1.0}                           | {"a": 1.0}
            jsonb       | null                                 | null
            date        | 2026-01-31                           | "2026-01-31"
            date        | infinity                             | "infinity"
            timestamp   | 2026-01-31 10:00:00                  | "2026-01-31T10:00:00"
            timestamp   | -infinity                            | "-infinity"
            timestamptz | 2026-01-31 10:00:00+00               | "2026-01-31T10:00:00+00:00"
            timestamptz | 2026-01-31 10:00:00.5+05:30          | "2026-01-31T04:30:00.5+00:00"
            timestamptz | 2026-01-31 10:00:00-03               | "2026-01-31T13:00:00+00:00"
            timestamptz | 1880-01-01 00:00:00+00:53:28         | "1879-12-31T23:06:32+00:00"
            timestamptz | 1880-01-01 00:00:00-00:25:21         | "1880-01-01T00:25:21+00:00"
            timestamptz | infinity                             | "infinity"
            timestamptz | 0044-03-15 12:00:00+00 BC            | "0044-03-15T12:00:00+00 BC"
            uuid        | 6f1c9a34-0000-4000-8000-000000000001 | "6f1c9a34-0000-4000-8000-000000000001"
            """)
    void aValueIsTheJsonThatTheServerMakesOfIt(String type, String text, String json) {
        assertThat(PostgresValue.json(type, text)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            int4    | {}                            | []
            int4    | {1,NULL,3}                    | [1,null,3]
            int4    | {{1,2},{3,4}}                 | [[1,2],[3,4]]
            int4    | [0:1]={1,2}                   | [1,2]
            int4    | [-1:0][2:3]={{1,2},{3,4}}     | [[1,2],[3,4]]
            numeric | {5.0,1.10,NaN}                | [5.0,1.10,"NaN"]
            float8  | {5.0,0.1}                     | [5,0.1]
            bool    | {t,f}                         | [true,false]
            text    | {a,"b c","",NULL,"NULL"}      | ["a","b c","",null,"NULL"]
            text    | {"say \\"hi\\"","\\\\","{}","a,b"} | ["say \\"hi\\"","\\\\","{}","a,b"]
            text    | {a=b}                         | ["a=b"]
            box     | {(1,2),(3,4);(5,6),(7,8)}     | ["(1,2),(3,4)","(5,6),(7,8)"]
            jsonb   | {"{\\"a\\": 1}",NULL}         | [{"a": 1},null]
            date    | {2026-01-31,infinity}         | ["2026-01-31","infinity"]
            timestamptz | {"2026-01-31 10:00:00+02"} | ["2026-01-31T08:00:00+00:00"]
            """)
    void anArrayIsAListOfThem(String type, String text, String json) {
        assertThat(new PostgresArray(type, text).json()).isEqualTo(json);
    }
}
