package io.sessionservice.admin.console;

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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
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
final class Chromium implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final ChromeDriver driver;
    private final String axe;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
        this.axe = script();
    }

    /** Starts it; skips the test where there is none, unless the environment says that there must be one. */
    static Chromium start() {
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

    void open(String url) {
        driver.get(url);
    }

    void look(int width, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", width > 1000 ? 900 : 800, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void setScripts(boolean on) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
    }

    /** Goes from field to field, as one who sees no pointer does, until it is there. */
    Chromium tabTo(By target) {
        WebElement wanted = driver.findElement(target);
        for (int i = 0; i < 80; i++) {
            if (Boolean.TRUE.equals(driver.executeScript("return document.activeElement === arguments[0]", wanted))) {
                return this;
            }
            press(Keys.TAB);
        }
        throw new AssertionError(target + " is not reached by keyboard");
    }

    Chromium press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
        return this;
    }

    Chromium type(By field, String text) {
        return tabTo(field).press(text);
    }

    /** Follows a link, or presses a button, and waits for the page that it leads to. */
    void follow(By target) {
        // a mark on the page that is left: chromedriver may answer for an element of a page that is gone with an error
        // of its own
        driver.executeScript("window.left = true");
        tabTo(target).press(Keys.ENTER);
        new WebDriverWait(driver, Duration.ofSeconds(20))
                .ignoring(WebDriverException.class)
                .until(page -> Boolean.TRUE.equals(
                        driver.executeScript("return !window.left && document.readyState === 'complete'")));
    }

    String text(String css) {
        // in one step, for the overview's elements come and go
        return String.valueOf(driver.executeScript("return document.querySelector(arguments[0])?.innerText", css));
    }

    boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    String title() {
        return String.valueOf(driver.getTitle());
    }

    String source() {
        return String.valueOf(driver.getPageSource());
    }

    @Nullable
    Object run(String script) {
        return driver.executeScript(script);
    }

    /** What axe-core finds wrong with the page, by its rules for WCAG 2.2 AA and good practice. */
    List<String> problems() {
        driver.executeScript("if (!window.axe) { " + axe + " }");
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {resultTypes: ['violations']}).then(
                    result => done(result.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.html))),
                    error => done([String(error)]));
                """);
        List<String> problems = new ArrayList<>();
        ((List<?>) Objects.requireNonNull(found)).forEach(problem -> problems.add(String.valueOf(problem)));
        return problems;
    }

    /** The whole page, as a picture. */
    void picture(Path file) {
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
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Where requests went to since the last call. */
    List<String> requests() {
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
