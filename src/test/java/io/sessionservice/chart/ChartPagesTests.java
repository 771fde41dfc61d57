package io.sessionservice.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The chart's schema and the table in its README are made from its commented values. Where one has drifted, it is as it should be
 * in {@code target/chart}, to be copied.
 */
class ChartPagesTests {

    private static final Path SEEN = Path.of("target/chart");
    private static final String BEGIN = "<!-- generated: values -->\n";
    private static final String END = "<!-- end -->\n";

    private final ChartValues values = ChartValues.read(Charts.PATH.resolve("values.yaml"));

    ChartPagesTests() throws IOException {}

    @Test
    void everyValueSaysWhatItMeans() {
        assertThat(values.uncommented()).isEmpty();
    }

    @Test
    void schemaIsMadeOfTheValues() throws IOException {
        assertUpToDate("values.schema.json", values.schema());
    }

    @Test
    void tableIsMadeOfTheValues() throws IOException {
        String page = Files.readString(Charts.PATH.resolve("README.md"));
        assertUpToDate(
                "README.md",
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                        + "\n" + values.table() + "\n"
                        + page.substring(page.indexOf(END)));
    }

    private static void assertUpToDate(String name, String expected) throws IOException {
        Files.createDirectories(SEEN);
        Files.writeString(SEEN.resolve(name), expected);
        Path file = Charts.PATH.resolve(name);
        assertThat(Files.exists(file) ? Files.readString(file) : "").isEqualTo(expected);
    }
}
