package io.sessionservice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.application.ApplicationRegistry;
import io.sessionservice.support.MutableClock;
import io.sessionservice.support.RawHttp;
import io.sessionservice.support.TestDatabase;
import io.sessionservice.user.UserId;
import io.sessionservice.user.UserRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/**
 * Holds each golden file in a folder against the running service, byte for byte. Where they differ, what was seen is written to
 * {@code target/golden}, to be looked at and, if it is right, copied.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@Import({TestDatabase.class, GoldenWorld.class})
abstract class GoldenConversations {

    private static final Path FILES = Path.of("src/test/resources/wire");
    private static final Path SEEN = Path.of("target/golden");

    private final Path folder;

    @LocalServerPort
    int port;

    @Autowired
    GoldenWorld world;

    @Autowired
    MutableClock clock;

    @Autowired
    ApplicationRegistry applications;

    @Autowired
    UserRegistry users;

    GoldenConversations(String folder) {
        this.folder = FILES.resolve(folder);
    }

    @TestFactory
    Stream<DynamicTest> answersAsWritten() {
        List<GoldenFile> files = GoldenFile.in(folder);
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.path().getFileName().toString(), () -> hold(file)));
    }

    private void hold(GoldenFile file) throws IOException {
        world.reset();
        List<String> seen = new ArrayList<>();
        for (String block : file.blocks()) {
            if (block.startsWith("#")) {
                seen.add(block);
            } else if (block.startsWith("@")) {
                seen.add(block);
                step(block.substring(1).strip());
            } else if (!block.startsWith("HTTP/")) {
                seen.add(block);
                seen.add(GoldenFile.block(RawHttp.send(port, GoldenFile.request(block))));
            }
        }
        String whole = String.join("\n---\n", seen) + "\n";
        if (!whole.equals(Files.readString(file.path()))) {
            Path copy = SEEN.resolve(FILES.relativize(file.path()));
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, whole);
        }
        assertThat(whole).isEqualTo(Files.readString(file.path()));
    }

    void step(String step) {
        String[] words = step.split(" ");
        switch (words[0]) {
            case "clock" -> clock.tick(Duration.parse(words[1].substring(1)));
            case "suspend-application" ->
                applications.suspend(new ApplicationId(Long.parseLong(words[1])), clock.instant());
            case "resume-application" ->
                applications.resume(new ApplicationId(Long.parseLong(words[1])), clock.instant());
            case "revoke-application" ->
                applications.revokeSessions(new ApplicationId(Long.parseLong(words[1])), clock.instant());
            case "suspend-user" -> users.suspend(new UserId(Long.parseLong(words[1])), clock.instant());
            case "revoke-user" -> users.revokeSessions(new UserId(Long.parseLong(words[1])), clock.instant());
            default -> throw new IllegalArgumentException("No such step: " + step);
        }
    }
}
