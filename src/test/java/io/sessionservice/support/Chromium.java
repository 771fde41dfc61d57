package io.sessionservice.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The machine's own chromium, used by keyboard. Nothing is downloaded for it. */
public final class Chromium implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int MOST_TABS = 80;

    private final ChromeDriver driver;
    private final String axe;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
        this.axe = script();
    }

    /** Starts it; skips the test where there is none, unless the environment says that there must be one. */
    public static Chromium start() {
        Optional<Path> browser = find("chromium", "chromium-browser", "google-chrome");
        Optional<Path> steering = find("chromedriver");
        if (browser.isEmpty() || steering.isEmpty()) {
            if (System.getenv("SESSIONS_BROWSER_REQUIRED") != null) {
                throw new AssertionError("chromium and chromedriver are required, and not on the PATH");
            }
            assumeTrue(false, "no chromium and chromedriver on the PATH (Debian: chromium, chromium-driver)");
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.orElseThrow().toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        return new Chromium(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(steering.orElseThrow().toFile())
                        .usingAnyFreePort()
                        .build(),
                options));
    }

    private static Optional<Path> find(String... names) {
        List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String script() {
        try (var stream = Chromium.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void open(String url) {
        driver.get(url);
    }

    public void look(int width, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", width > 1000 ? 900 : 800, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    public void setScripts(boolean on) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
    }

    /**
     * Goes from field to field, as one who sees no pointer does, until it is there. How far that is is guessed, so that it takes one
     * step; whether the keys have led there is what the browser says.
     */
    public Chromium tabTo(By target) {
        int left = MOST_TABS;
        for (int presses = tabsTo(target); presses > 0; presses = tabsTo(target)) {
            left -= presses;
            if (left < 0) {
                throw new AssertionError(target + " is not reached by keyboard");
            }
            press(Collections.nCopies(presses, Keys.TAB).toArray(CharSequence[]::new));
        }
        return this;
    }

    /** Zero where it is; one where the guess has no answer. */
    private int tabsTo(By target) {
        return ask(() ->
                ((Number) Objects.requireNonNull(driver.executeScript("""
                        const wanted = arguments[0], at = document.activeElement;
                        if (at === wanted) return 0;
                        const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
                            .filter(stop => stop.tabIndex >= 0 && !stop.disabled && stop.checkVisibility());
                        const from = stops.findLastIndex(stop =>
                            stop === at || at.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_PRECEDING);
                        return Math.max(1, stops.indexOf(wanted) - from)""", driver.findElement(target)))).intValue());
    }

    public Chromium press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
        return this;
    }

    public Chromium type(By field, String text) {
        return tabTo(field).press(text);
    }

    /**
     * Follows a link, or presses a button, and waits for the page that it leads to; not for what leads to a part of the page that is
     * there.
     */
    public void follow(By target) {
        // a mark on the page that is left: of its elements chromedriver may say nothing but that something went wrong
        ask(() -> driver.executeScript("return window.left = true"));
        tabTo(target).press(Keys.ENTER);
        arrive();
    }

    /** Sends again what led to the page, as the browser's reload does. */
    public void reload() {
        ask(() -> driver.executeScript("return window.left = true"));
        driver.executeCdpCommand("Page.reload", Map.of());
        arrive();
    }

    private void arrive() {
        ask(() -> driver.executeScript("return !window.left && document.readyState === 'complete'"));
    }

    /** Asks until there is an answer, neither null nor false: a page that changes meanwhile makes chromedriver fail in several ways. */
    private <T> T ask(Supplier<@Nullable T> question) {
        return Objects.requireNonNull(new WebDriverWait(driver, PATIENCE, PAUSE)
                .ignoring(WebDriverException.class)
                .until(page -> question.get()));
    }

    public String text(String css) {
        // in one step, for the overview's elements come and go
        return ask(() ->
                String.valueOf(driver.executeScript("return document.querySelector(arguments[0])?.innerText", css)));
    }

    public boolean has(String css) {
        return ask(() -> String.valueOf(
                        driver.executeScript("return document.querySelector(arguments[0]) !== null", css)))
                .equals("true");
    }

    public String title() {
        return String.valueOf(driver.getTitle());
    }

    public String source() {
        return String.valueOf(driver.getPageSource());
    }

    public @Nullable Object run(String script) {
        return driver.executeScript(script);
    }

    /** What axe-core finds wrong with the page, by its rules for WCAG 2.2 AA and good practice. */
    public List<String> problems() {
        // the one rule that is of 2.2 alone is off unless it is asked for
        return problems("{rules: {'target-size': {enabled: true}}, resultTypes: ['violations']}");
    }

    /** Likewise, of the rules that colours alone can break. */
    public List<String> problemsOfColour() {
        return problems("{runOnly: ['color-contrast', 'link-in-text-block'], resultTypes: ['violations']}");
    }

    private List<String> problems(String options) {
        if (!Boolean.TRUE.equals(driver.executeScript("return 'axe' in window"))) {
            driver.executeScript(axe);
        }
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, %s).then(
                    result => done(result.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.html))),
                    error => done([String(error)]));
                """.formatted(options));
        List<String> problems = new ArrayList<>();
        ((List<?>) Objects.requireNonNull(found)).forEach(problem -> problems.add(String.valueOf(problem)));
        return problems;
    }

    /** The whole page, as a picture. */
    public void picture(Path file) {
        Map<String, Object> shot =
                driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode((String) shot.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stood in the console since the last call. */
    public List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Where requests went to since the last call. */
    public List<String> requests() {
        List<String> urls = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode event = JSON.readTree(entry.getMessage()).path("message");
            if (event.path("method").asString().equals("Network.requestWillBeSent")) {
                urls.add(event.at("/params/request/url").asString());
            }
        }
        return urls;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
