/** Customer Upserter as a library: the package {@code dev.upserter}. All others are for its own further modules. */
module dev.upserter {
    exports dev.upserter;

    exports dev.upserter.json to
            dev.upserter.sql;
    exports dev.upserter.problem to
            dev.upserter.sql;
    exports dev.upserter.record to
            dev.upserter.sql;
    exports dev.upserter.redaction to
            dev.upserter.sql;
    exports dev.upserter.source to
            dev.upserter.sql;
    exports dev.upserter.source.feed to
            dev.upserter.sql;
    exports dev.upserter.source.open to
            dev.upserter.sql;
    exports dev.upserter.source.query to
            dev.upserter.sql;
    exports dev.upserter.source.stream to
            dev.upserter.sql;
    exports dev.upserter.state to
            dev.upserter.sql;
    exports dev.upserter.state.file to
            dev.upserter.sql;
    exports dev.upserter.report to
            dev.upserter.otel;
    exports dev.upserter.telemetry to
            dev.upserter.otel;

    requires transitive java.sql;
    requires java.management;
    requires java.security.jgss; // of HttpClient, which is in an automatic module
    requires jdk.net; // the same
    requires dev.upserter.carried;
    requires com.google.i18n.phonenumbers.libphonenumber;
    requires org.snakeyaml.engine;
    requires static com.github.luben.zstd_jni;
    requires static jakarta.mail;
    requires static org.jspecify;

    uses dev.upserter.source.query.RowsProvider;
    uses dev.upserter.state.file.SharedStates;
    uses dev.upserter.telemetry.Telemetry.Provider;
}
