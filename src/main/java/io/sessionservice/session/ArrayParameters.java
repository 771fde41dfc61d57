package io.sessionservice.session;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.PreparedStatementSetter;

/** Many rows as the parameters of one statement, which takes an array for each column. */
class ArrayParameters<R> implements PreparedStatementSetter {

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private record Column(String type, Object[] values) {}

    private final List<R> rows;
    private final List<Column> columns = new ArrayList<>();

    ArrayParameters(List<R> rows) {
        this.rows = rows;
    }

    /**
     * @param type as PostgreSQL names it
     * @param array of the kind that is wanted
     */
    <C> ArrayParameters<R> add(String type, Function<R, C> value, C[] array) {
        columns.add(new Column(type, rows.stream().map(value).toList().toArray(array)));
        return this;
    }

    /** A point in time, as microseconds since the epoch, the precision that PostgreSQL keeps. */
    ArrayParameters<R> addTime(Function<R, Instant> value) {
        return add("int8", value.andThen(ArrayParameters::micros), new Long[0]);
    }

    private static Long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / NANOS_PER_MICRO);
    }

    @Override
    public void setValues(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            statement.setArray(i + 1, statement.getConnection().createArrayOf(column.type(), column.values()));
        }
    }
}
