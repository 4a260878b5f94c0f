package dev.upserter.source.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import dev.upserter.source.ShownRows;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.guess.Guessed;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are not text are called by their names, whatever the ending says; none is taken for text of some encoding. */
final class BinaryFormsTest {
    /** What follows the first bytes: letters of no encoding, as packed columns have them. */
    private static final String REST = "\u0012\u0003\u00e4\u00b8\u00c3\0\u0007\u00fe\u0091\u0004".repeat(40);

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            Obj\\x01\\x04\\x14avro.codec             ~ an Avro file
            ORC\\n\\x1a\\n\\x03\\x00                 ~ an ORC file
            ORC                                      ~ an ORC file
            PARE                                     ~ an encrypted Parquet file
            ARROW1\\x00\\x00\\xff\\xff               ~ an Arrow file
            FEA1                                     ~ an Arrow file
            \\xff\\xff\\xff\\xff\\x78\\x01\\x00\\x00\\x10\\x00\\x00\\x00 ~ an Arrow file
            SQLite format 3\\x00                     ~ an SQLite database
            \\x9a\\x1f\\x33\\x07\\x22\\x10\\x81\\x44DUCK\\x40\\x00 ~ a DuckDB database
            PGDMP\\x01                               ~ a dump of PostgreSQL
            \\x40\\x00\\x00\\x00\\x07_id\\x00        ~ a BSON file, as mongodump writes it
            m\\xe2\\x99\\x81                         ~ an archive of mongodump
            \\x00\\x01\\x00\\x00Standard ACE DB      ~ an Access database
            REDIS0011                                ~ a dump of Redis
            SEQ\\x06                                 ~ a sequence file of Hadoop
            \\x03\\x7a\\x01\\x1f\\x02\\x00\\x00\\x00\\x61\\x00\\x20\\x00\\x00\\x00 ~ a dBASE table (.dbf)
            \\x80\\x04\\x95\\x1a\\x00\\x00           ~ a file of pickled Python objects
            \\x93NUMPY\\x01                          ~ a NumPy array
            \\x89HDF\\r\\n                           ~ an HDF5 file
            RDX3\\nX                                 ~ a file of R's objects
            X\\n\\x00\\x00\\x00\\x03                 ~ a file of R's objects
            <stata_dta><header>                      ~ a Stata dataset
            \\x72\\x02\\x01\\x00                     ~ a Stata dataset
            \\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\xc2\\xea\\x81\\x60 ~ a SAS dataset
            HEADER RECORD*******LIBRARY              ~ a SAS dataset
            $FL2@(#) SPSS DATA FILE                  ~ an SPSS dataset
            MATLAB 5.0 MAT-file                      ~ a MATLAB file
            \\xac\\xed\\x00\\x05                     ~ a file of Java's objects
            bplist00                                 ~ a property list of Apple
            \\xd0\\xcf\\x11\\xe0\\xa1\\xb1\\x1a\\xe1 ~ an old Excel workbook (.xls), another old Office document, or one that is protected by a password
            %PDF-1.7\\n                              ~ a PDF document
            \\x89PNG\\r\\n                           ~ a picture
            \\xff\\xd8\\xff\\xe0                     ~ a picture
            GIF89a                                   ~ a picture
            RIFF\\x24\\x01\\x00\\x00WEBPVP8          ~ a picture
            BM\\x36\\x00\\x03\\x00\\x00\\x00\\x00\\x00 ~ a picture
            II*\\x00                                 ~ a picture
            \\x00\\x00\\x00\\x18ftypheic             ~ a picture
            \\x00\\x00\\x00\\x18ftypmp42             ~ sound or video
            RIFF\\x24\\x01\\x00\\x00WAVEfmt          ~ sound or video
            L\\x00\\x00\\x00\\x01\\x14\\x02\\x00     ~ a link to the file
            7z\\xbc\\xaf\\x27\\x1c                   ~ a 7-Zip, RAR or other archive
            Rar!\\x1a\\x07                           ~ a 7-Zip, RAR or other archive
            -----BEGIN PGP MESSAGE-----\\n           ~ an encrypted file
            age-encryption.org/v1\\n                 ~ an encrypted file
            Salted__                                 ~ an encrypted file
            """)
    void aFileThatIsNoTextIsCalledByItsName(String start, String what) {
        byte[] content = (bytes(start) + REST).getBytes(StandardCharsets.ISO_8859_1);
        for (String name : new String[] {"users.csv", "users.json", "users.tsv", "users"}) {
            assertThatThrownBy(() -> ShownRows.readAs(name, SourceConfig.DEFAULT, content))
                    .as(name)
                    .isInstanceOf(ProblemException.class)
                    .hasMessage(name + ": this is " + what);
        }
        var data = new DataFile.Streamed(new ByteArrayInputStream(content), "users.csv");
        assertThat(Guessed.of(data, SourceConfig.DEFAULT, true).notes())
                .as("no encoding")
                .isEmpty();
    }

    private static String bytes(String escaped) {
        var text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.startsWith("\\x", i)) {
                text.append((char) Integer.parseInt(escaped.substring(i + 2, i + 4), 16));
                i += 3;
            } else if (escaped.charAt(i) == '\\') {
                text.append(escaped.charAt(++i) == 'n' ? '\n' : '\r');
            } else {
                text.append(escaped.charAt(i));
            }
        }
        return text.toString();
    }
}
