package io.sessionservice.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;

/** Found by Spring Data through {@code META-INF/spring.factories}; the SQL stands in {@code session/*.sql}. */
class JdbcBatchedSessions implements BatchedSessions {

    private static final String CLAIM_AND_SAVE = sql("claim-and-save");
    private static final String FIND_HONOURED = sql("find-honoured");
    private static final String TOUCH = sql("touch");
    private static final String DOWNGRADE = sql("downgrade");
    private static final String INTROSPECT = sql("introspect");

    private static final RowMapper<OpenedRow> OPENED =
            (row, number) -> new OpenedRow(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
    private static final RowMapper<SessionRow> SESSION = (row, number) -> new SessionRow(
            row.getLong(1),
            row.getLong(2),
            row.getLong(3),
            row.getObject(4, Long.class),
            row.getLong(5),
            row.getLong(6),
            instant(row, 7),
            instant(row, 8),
            instant(row, 9));
    private static final RowMapper<IntrospectedRow> INTROSPECTED = (row, number) -> new IntrospectedRow(
            row.getLong(1), row.getObject(2) == null ? null : SESSION.mapRow(row, number), row.getBoolean(10));

    private final JdbcOperations jdbc;

    JdbcBatchedSessions(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<OpenedRow> claimAndSave(List<NewSession> sessions) {
        ArrayParameters<NewSession> columns = new ArrayParameters<>(sessions)
                .add("int2", NewSession::slot, new Short[0])
                .add("int8", NewSession::applicationId, new Long[0])
                .add("int8", NewSession::applicationVersion, new Long[0])
                .add("int8", NewSession::timestamp, new Long[0])
                .add("int8", NewSession::nonce, new Long[0])
                .add("bytea", NewSession::tokenDigest, new byte[0][])
                .addTime(NewSession::now)
                .addTime(NewSession::purgeAfter);
        return jdbc.query(CLAIM_AND_SAVE, columns, OPENED);
    }

    @Override
    public List<SessionRow> findHonoured(List<byte[]> tokenDigests) {
        return jdbc.query(
                FIND_HONOURED,
                new ArrayParameters<>(tokenDigests).add("bytea", digest -> digest, new byte[0][]),
                SESSION);
    }

    @Override
    public List<Long> touch(List<Touch> touches) {
        ArrayParameters<Touch> columns = new ArrayParameters<>(touches)
                .add("int8", Touch::id, new Long[0])
                .addTime(Touch::dueSince)
                .addTime(Touch::now)
                .addTime(Touch::purgeAfter);
        return jdbc.query(TOUCH, columns, (row, number) -> row.getLong(1));
    }

    @Override
    public List<SessionRow> downgrade(List<Downgrade> downgrades) {
        ArrayParameters<Downgrade> columns = new ArrayParameters<>(downgrades)
                .add("bytea", Downgrade::tokenDigest, new byte[0][])
                .addTime(Downgrade::usedAfter)
                .addTime(Downgrade::createdAfter)
                .addTime(Downgrade::now)
                .addTime(Downgrade::purgeAfter);
        return jdbc.query(DOWNGRADE, columns, SESSION);
    }

    @Override
    public List<IntrospectedRow> introspect(List<Introspection> asked) {
        ArrayParameters<Introspection> columns = new ArrayParameters<>(asked)
                .add("bytea", Introspection::tokenDigest, new byte[0][])
                .add("int8", Introspection::applicationId, new Long[0])
                .add("int8", Introspection::applicationVersion, new Long[0]);
        return jdbc.query(INTROSPECT, columns, INTROSPECTED);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String sql(String name) {
        try {
            return new ClassPathResource("session/" + name + ".sql").getContentAsString(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
