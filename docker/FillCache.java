import io.sessionservice.image.TrainingRun;
import java.nio.file.Path;

/**
 * {@code java -cp … FillCache JAR CACHE}: see {@link TrainingRun}, which has no main method of its own, for {@code
 * spring-boot:test-run} takes the only one among the tests' classes.
 */
class FillCache {

    public static void main(String[] arguments) throws Exception {
        TrainingRun.fill(Path.of(arguments[0]), Path.of(arguments[1]));
    }
}
