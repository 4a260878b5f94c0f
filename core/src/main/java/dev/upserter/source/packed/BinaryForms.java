package dev.upserter.source.packed;

import static dev.upserter.source.packed.KnownForm.EXPORT;
import static dev.upserter.source.packed.KnownForm.ROWS;
import static dev.upserter.source.packed.KnownForm.ofBytes;

import java.util.List;

/** Files that are not text, by their first bytes; as characters up to 0xFF. */
final class BinaryForms {
    static final String DUMP = "restore it, and export the table as CSV, or ask the database with source.query";

    private static final String PANDAS = ".to_json(\"rows.ndjson\", orient=\"records\", lines=True) in Python";

    /** Some byte that no text has, soon after. */
    private static final String NO_TEXT = "(?=[\\x00-\\xff]{0,100}?[\0-\u0008\u000e-\u001a])";

    /** Written by programs for columns, statistics and databases. */
    private static final List<KnownForm> DATA = List.of(
            ofBytes("Obj\u0001", "an Avro file", EXPORT + ", or as Parquet"),
            ofBytes(
                    "ORC" + NO_TEXT,
                    "an ORC file",
                    EXPORT + ", or as Parquet: spark.read.orc(FILE).write.parquet(FOLDER)"),
            ofBytes("PARE" + NO_TEXT, "an encrypted Parquet file", "export the rows without encryption"),
            ofBytes(
                    "ARROW1\0|FEA1\0?|\u00ff{4}.{2}\0{2}[\u0004- ]\0{3}",
                    "an Arrow file",
                    EXPORT + ", or as Parquet: pandas.read_feather(FILE).to_parquet(\"rows.parquet\") in Python"),
            ofBytes(
                    "SQLite format 3\0",
                    "an SQLite database",
                    "export the table as CSV: sqlite3 -header -csv FILE 'select * from TABLE' > rows.csv"),
            ofBytes(
                    ".{8}DUCK[\0-\u00ff]\0",
                    "a DuckDB database",
                    "export the table as Parquet: duckdb FILE -c \"copy TABLE to 'rows.parquet'\""),
            ofBytes("PGDMP", "a dump of PostgreSQL", DUMP),
            ofBytes(
                    "[\0-\u00ff]{3}\0[\u0001-\u0013]_id\0",
                    "a BSON file, as mongodump writes it", "write it as JSON: bsondump --outFile=rows.ndjson FILE"),
            ofBytes("m\u00e2\u0099\u0081", "an archive of mongodump", "use mongoexport, which writes JSON"),
            ofBytes("\0\u0001\0\0Standard (Jet|ACE) D", "an Access database", "export the table as CSV or .xlsx"),
            ofBytes("REDIS\\d{4}" + NO_TEXT, "a dump of Redis", EXPORT),
            ofBytes("SEQ[\u0004-\u0006]", "a sequence file of Hadoop", EXPORT + ", or as Parquet"),
            ofBytes(
                    "[\u000301\u0083\u008b\u00f5][\0-\u00ff][\u0001-\u000c][\u0001-\u001f].{8}\0\0",
                    "a dBASE table (.dbf)", "export the table as CSV or .xlsx"),
            ofBytes(
                    "\u0080[\u0002-\u0005][^\n]{0,100}\0",
                    "a file of pickled Python objects",
                    "write the rows as JSON: pandas.read_pickle(FILE)" + PANDAS),
            ofBytes("\u0093NUMPY", "a NumPy array", EXPORT),
            ofBytes("\u0089HDF", "an HDF5 file", "write the rows as JSON: pandas.read_hdf(FILE)" + PANDAS),
            ofBytes(
                    "RD[XA][23]\n|X\n\0{3}[\u0002\u0003]|A\n[23]\n\\d{6}\n\\d{6}\n",
                    "a file of R's objects",
                    "write the rows as CSV: write.csv(rows, \"rows.csv\", row.names = FALSE, na = \"\") in R"),
            ofBytes(
                    "<stata_dta>|[i-s][\u0001\u0002]\u0001\0",
                    "a Stata dataset",
                    "write it as CSV: export delimited using rows.csv"),
            ofBytes(
                    "\0{12}\u00c2\u00ea\u0081`|HEADER RECORD\\*{7}LIB",
                    "a SAS dataset", "write it as CSV: proc export data=TABLE outfile=\"rows.csv\" dbms=csv; run;"),
            ofBytes(
                    "\\$FL[23]@",
                    "an SPSS dataset",
                    "write it as CSV: SAVE TRANSLATE OUTFILE='rows.csv' /TYPE=CSV /FIELDNAMES."),
            ofBytes("MATLAB 5\\.0 MAT", "a MATLAB file", "write the table as CSV: writetable(rows, \"rows.csv\")"),
            ofBytes("\u00ac\u00ed\0\u0005", "a file of Java's objects", EXPORT),
            ofBytes("bplist0", "a property list of Apple", EXPORT));

    /** Documents, pictures, sound, programs, and what is packed or encrypted. */
    private static final List<KnownForm> OTHERS = List.of(
            ofBytes(
                    "PK\u0003\u0004",
                    "a ZIP archive or an Excel workbook",
                    "save it to a file as it is, and give the file's name: a workbook is read, and an archive that"
                            + " holds one file. Unpack other archives"),
            ofBytes(
                    "\u00d0\u00cf\u0011\u00e0",
                    "an old Excel workbook (.xls), another old Office document, or one that is protected by a password",
                    "save it as .xlsx without a password, or export the rows as CSV"),
            ofBytes("%PDF-", "a PDF document", EXPORT),
            ofBytes("\\{\\\\rtf", "a text document (RTF)", EXPORT),
            ofBytes(
                    "\u0089PNG|\u00ff\u00d8\u00ff|GIF8[79]a|RIFF.{4}WEBP|BM.{4}\0{4}|II\\*\0|MM\0\\*|.{4}ftyp(hei|avif|mif)",
                    "a picture", ROWS),
            ofBytes(
                    "RIFF.{4}(WAVE|AVI )|\0.{3}ftyp|ID3[\u0002-\u0004]|OggS\0|\u001aE\u00df\u00a3",
                    "sound or video", ROWS),
            ofBytes("\0{3}\u0001Bud1", "a .DS_Store file, in which macOS keeps how a folder looks", ROWS),
            ofBytes("L\0{3}\u0001\u0014\u0002\0|book\0{4}mark", "a link to the file", "give the file itself"),
            ofBytes(
                    "\0{24}",
                    "a file of zero bytes, as a full disk or a broken copy leaves it",
                    Compression.COPY_AGAIN),
            ofBytes(
                    "\u007fELF|MZ.{1,100}\0|\u00ca\u00fe\u00ba\u00be|[\u00ce\u00cf]\u00fa\u00ed\u00fe",
                    "a program",
                    ROWS),
            ofBytes(
                    "7z\u00bc\u00af|Rar!\u001a|MSCF\0|LZIP\u0001|\u0089LZO",
                    "a 7-Zip, RAR or other archive",
                    "unpack it first"),
            ofBytes(
                    "-----BEGIN PGP MESSAGE|age-encryption\\.org/|-----BEGIN AGE |Salted__|\u0085[\u0001-\u0003]\u000c\u0003",
                    "an encrypted file",
                    "decrypt it first"));

    private BinaryForms() {}

    /** All of them. */
    static List<List<KnownForm>> all() {
        return List.of(DATA, OTHERS);
    }
}
