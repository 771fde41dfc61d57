import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Says which layers of the service the CPU time of a JFR recording went to: {@code java Layers.java RECORDING [LAYER]}, the second
 * form with the commonest methods of one layer. A sample counts for the innermost frame that a layer claims, so that what a layer
 * calls of the JDK is its own, and what it calls of another layer is not.
 */
class Layers {

    private static final Map<String, Pattern> LAYERS = new LinkedHashMap<>();

    static {
        layer("Metrics and observations", "io\\.micrometer\\.|org\\.springframework\\.boot\\.micrometer|.*[Oo]bservation.*");
        layer("Traces", "io\\.opentelemetry\\.");
        layer("PostgreSQL's driver", "org\\.postgresql\\.");
        layer("Connection pool", "com\\.zaxxer\\.");
        layer("JPA, Hibernate, transactions", "org\\.hibernate\\.|org\\.springframework\\.(data|orm|transaction)\\.");
        layer("Statements (Spring JDBC, ours)", "org\\.springframework\\.jdbc\\.|io\\.sessionservice\\.session\\.(Jdbc|ArrayParameters)");
        layer("Batcher", "io\\.sessionservice\\.platform\\.Batch");
        layer("Signature", "io\\.sessionservice\\.signature\\.|io\\.sessionservice\\.session\\.RequestAuthenticator");
        layer("Parameters", "io\\.sessionservice\\.wire\\.(\\w*Parameter\\w*|FormFormat|JsonFormat|Utf8|Spelling|CreateSessionReader|Credentials\\w*|ProviderCredentials\\w*)");
        layer("Writing the answer", "io\\.sessionservice\\.wire\\.(Session(Body|Fields)\\w*|Wire(Time|Headers))|tools\\.jackson\\.|org\\.springframework\\.http\\.converter\\.");
        layer("Filters and interceptors", "io\\.sessionservice\\.wire\\.(\\w*Filter|\\w*Interceptor|Admission|Admitting\\w*|WireCors\\w*|AddressLimits)|org\\.springframework\\.(web\\.filter|boot\\.web|boot\\.servlet)\\.|org\\.springframework\\.web\\.cors");
        layer("Session, application, token", "io\\.sessionservice\\.|com\\.github\\.benmanes\\.");
        layer("Spring MVC", "org\\.springframework\\.");
        layer("Tomcat: HTTP, sockets", "org\\.apache\\.");
        layer("Virtual threads", "java\\.util\\.concurrent\\.|jdk\\.internal\\.vm\\.|java\\.lang\\.(VirtualThread|System\\$|ThreadBuilders)|sun\\.nio\\.ch\\.");
    }

    private static void layer(String name, String classes) {
        LAYERS.put(name, Pattern.compile(classes));
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        int[] all = {0};
        Predicate<RecordedEvent> isSample = event ->
                List.of("jdk.CPUTimeSample", "jdk.ExecutionSample").contains(event.getEventType().getName())
                        && event.getStackTrace() != null;
        try (RecordingFile recording = new RecordingFile(Path.of(arguments[0]))) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (!isSample.test(event)) {
                    continue;
                }
                List<RecordedFrame> frames = event.getStackTrace().getFrames();
                String layer = layerOf(frames);
                all[0]++;
                if (arguments.length == 1) {
                    counts.merge(layer, 1, Integer::sum);
                } else if (layer.equals(arguments[1])) {
                    counts.merge(name(frames.getFirst()) + " < " + claimed(frames), 1, Integer::sum);
                }
            }
        }
        System.out.printf("%d samples%n", all[0]);
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(30)
                .forEach(entry -> System.out.printf(
                        "| %s | %.1f %% |%n", entry.getKey(), 100.0 * entry.getValue() / all[0]));
    }

    private static String layerOf(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            String type = frame.getMethod().getType().getName();
            for (Map.Entry<String, Pattern> layer : LAYERS.entrySet()) {
                if (layer.getValue().matcher(type).lookingAt() && !isWrapped(layer.getKey(), frames, frame)) {
                    return layer.getKey();
                }
            }
        }
        return "Other";
    }

    /** The JDK's queues and sockets belong to who uses them; they are a layer only where nobody is. */
    private static boolean isWrapped(String layer, List<RecordedFrame> frames, RecordedFrame frame) {
        return layer.equals("Virtual threads")
                && frames.subList(frames.indexOf(frame), frames.size()).stream()
                        .anyMatch(other -> other.getMethod().getType().getName().matches("(org|io|com)\\..*"));
    }

    private static String claimed(List<RecordedFrame> frames) {
        return frames.stream()
                .filter(frame -> frame.getMethod().getType().getName().matches("(org|io|com|tools)\\..*"))
                .findFirst()
                .map(Layers::name)
                .orElse("");
    }

    private static String name(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + '.' + frame.getMethod().getName();
    }
}
