package dev.upserter.sql;

import dev.upserter.problem.Location;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.EngineConfig;
import dev.upserter.source.QueryConfig;
import dev.upserter.source.query.QueryRows;
import dev.upserter.source.query.RowsProvider;
import dev.upserter.sql.database.DatabaseRows;
import dev.upserter.sql.engine.EngineProblems;
import dev.upserter.sql.engine.EngineRows;
import dev.upserter.sql.statement.Question;
import dev.upserter.sql.statement.SqlLexer;
import dev.upserter.sql.statement.Statements;
import java.nio.file.Path;

/** Opens Parquet files, queries over local files, and databases. */
public final class SqlRowsProvider implements RowsProvider {
    /** For {@link java.util.ServiceLoader}. */
    public SqlRowsProvider() {}

    @Override
    public QueryRows parquet(Path file, String name, EngineConfig engine) {
        return new EngineRows(
                new Question.OfFile(file), Path.of(""), engine, new EngineProblems(new Location.InFile(name), true));
    }

    @Override
    public QueryRows query(QueryConfig query, Path folder, EngineConfig engine) {
        DatabaseConfig database = query.database();
        if (database != null) {
            return new DatabaseRows(database, Statements.withoutEnd(query.sql()), query.place());
        }
        String sql = query.sql().substring(0, SqlLexer.end(query.sql()));
        return new EngineRows(new Question.OfUser(sql), folder, engine, new EngineProblems(query.place(), false));
    }
}
