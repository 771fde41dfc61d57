package io.sessionservice.admin.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.AdminClient;
import io.sessionservice.support.Await;
import io.sessionservice.support.BesideOthers;
import io.sessionservice.support.Chromium;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import tools.jackson.databind.json.JsonMapper;

/**
 * The console in a real browser, by keyboard. Pictures of its pages are left in {@code target/console}; those in {@code docs/console}
 * are copies.
 */
@BesideOthers
class ConsoleBrowserIT {

    private static final By SUBMIT = By.cssSelector("main form button[type=submit]");
    private static final String PASSWORD = "correct horse battery staple";
    private static final String SECRET = "a-secret-of-the-shop";
    private static final String HEADER_SECRET = "a-secret-of-the-header";

    /** Markup, an attribute's end, and two forms of what templates would evaluate. */
    private static final String HOSTILE =
            "<img src=x onerror=alert(1)>'\"><script>window.planted=1</script>[[${7*7}]]__${7*7}__";

    private static Chromium chromium;
    private static Replica replica;
    private static AdminClient admin;
    private static String base;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        replica = Replica.start(
                TestPostgres.newDatabase(), "sessions.identity.allowed-hosts=login.example.com,verify.example.com");
        admin = AdminClient.of(replica);
        base = "http://localhost:" + replica.managementPort();
        // what the operator types into the browser's own dialog
        chromium.look(1600, "light");
        chromium.open(base.replace("//", "//admin:admin-password@") + "/console");
        go("/console/applications");
        fill();
    }

    /** Enough to see of each kind. */
    private static void fill() {
        admin.post("/applications", """
                {"name": "shop", "id": 92, "authKey": "WzRAY9vrGmb6FfP", "authSecret": "%s"}""".formatted(SECRET));
        admin.post("/applications", "{\"name\": \"courier\", \"id\": 93, \"authKey\": \"r4Kp0XuYv2\"}");
        admin.post("/applications/93/suspend");
        admin.send("PUT", "/applications/92/identity-providers/company", """
                {"kind": "OIDC", "issuer": "https://login.example.com", "audience": "shop", "algorithms": ["RS256", "ES256"],
                 "email": "email", "fullName": "name"}""");
        admin.send("PUT", "/applications/92/identity-providers/shop-accounts", """
                {"kind": "HTTP", "url": "https://verify.example.com/token", "headers": {"X-Shop": "92"}, "subject": "user.id",
                 "secretHeader": {"name": "X-Api-Key", "secret": "%s"}}""".formatted(HEADER_SECRET));
        for (String login : List.of("demo", "ida", "karl")) {
            admin.post("/users", """
                    {"applicationId": 92, "login": "%1$s", "email": "%1$s@example.com", "fullName": "%1$s of the shop",
                     "password": "%2$s"}""".formatted(login, PASSWORD));
        }
        for (String login : List.of("demo", "ida", "demo")) {
            open(login);
        }
        client().get("/session.json", "not-a-token");
    }

    private static WireClient client() {
        return new WireClient(replica.url());
    }

    private static WireClient.Answer open(String login) {
        Map<String, String> parameters = new LinkedHashMap<>(unsigned());
        parameters.put("user[login]", login);
        parameters.put("user[password]", PASSWORD);
        return client().postForm("/session.json", WireClient.signed(parameters, SECRET));
    }

    private static Map<String, String> unsigned() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_id", "92");
        parameters.put("auth_key", "WzRAY9vrGmb6FfP");
        parameters.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
        parameters.put("nonce", Long.toString(System.nanoTime()));
        return parameters;
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (replica != null) {
            replica.close();
        }
    }

    @BeforeEach
    void forget() {
        chromium.setScripts(true);
        chromium.look(1600, "light");
        chromium.console();
        chromium.requests();
    }

    @AfterEach
    void sawNothingStrange() {
        assertThat(chromium.requests()).allMatch(url -> url.startsWith(base + "/console") || url.startsWith("data:"));
        assertThat(chromium.console()).isEmpty();
    }

    private static void go(String path) {
        chromium.open(base + path);
    }

    private static String done() {
        return chromium.text(".done");
    }

    private static void confirm() {
        chromium.follow(SUBMIT);
    }

    private static By link(String text) {
        return By.linkText(text);
    }

    private static long user(String login) {
        return admin.get("/users?applicationId=92&login=" + login)
                .json()
                .at("/users/0/id")
                .asLong(0);
    }

    // what pages are

    @ParameterizedTest
    @ValueSource(
            strings = {
                "overview /console",
                "applications /console/applications",
                "application-new /console/applications/new",
                "application /console/applications/92",
                "application-rotate /console/applications/92/rotate-secret",
                "confirmation /console/applications/92/suspend",
                "providers /console/applications/92/identity-providers",
                "provider-oidc /console/applications/92/identity-providers/oidc?provider=company",
                "provider-http /console/applications/92/identity-providers/http?provider=shop-accounts",
                "users /console/users?applicationId=92",
                "user-new /console/users/new?applicationId=92",
                "user /console/users/{demo}",
                "user-password /console/users/{demo}/set-password",
                "sessions /console/sessions?applicationId=92",
                "session /console/sessions/1",
                "audit /console/audit?applicationId=92",
                "signature /console/signature?applicationId=92"
            })
    void isUsableByEverybodyAtEveryWidth(String page) {
        String name = page.split(" ")[0];
        go(page.split(" ")[1].replace("{demo}", Long.toString(user("demo"))));
        if (name.equals("overview")) {
            // two samples make a rate
            Await.until(() -> !chromium.text(".figure b").equals("–"));
        }
        for (String scheme : List.of("light", "dark")) {
            for (int width : List.of(1600, 400)) {
                chromium.look(width, scheme);
                // the dark differs in colours alone
                assertThat(scheme.equals("light") ? chromium.problems() : chromium.problemsOfColour())
                        .as("%s, %s, %d", name, scheme, width)
                        .isEmpty();
                assertThat(chromium.run("return document.documentElement.scrollWidth"))
                        .as("width of %s", name)
                        .isEqualTo((long) width);
                chromium.picture(Path.of("target/console", name + "-" + width + "-" + scheme + ".png"));
            }
        }
        assertThat(chromium.run("return document.querySelectorAll('h1, main, [aria-current]').length"))
                .isEqualTo(3L);
        assertThat(chromium.title()).endsWith(" – session-service").doesNotStartWith("Error");
    }

    @Test
    void keepsTheFiguresOfTheOverviewNew() {
        go("/console");
        String first = chromium.text("#live time");
        Await.until(() -> !chromium.text("#live time").equals(first));
        chromium.tabTo(By.id("pause")).press(Keys.SPACE);
        assertThat(chromium.has("#pause[aria-pressed=true]")).isTrue();
        assertThat(chromium.text(".health .verdict")).isEqualTo("Database answers, service healthy.");
        assertThat(chromium.run("return document.getElementById('said').getAttribute('role')"))
                .isEqualTo("status");
    }

    @Test
    void leadsPastTheNavigation() {
        go("/console/applications");
        chromium.press(Keys.TAB).press(Keys.ENTER);
        assertThat(chromium.run("return document.activeElement.id")).isEqualTo("main");
    }

    // what is done on them

    @Test
    void registersAnApplicationAndShowsItsSecretOnce() {
        go("/console/applications");
        chromium.follow(link("Register an application"));
        chromium.type(By.id("name"), "kiosk");
        chromium.follow(SUBMIT);
        String secret = chromium.text("#secret");
        assertThat(secret).matches("[0-9a-f]{40}");
        chromium.picture(Path.of("target/console/application-secret-1600-light.png"));
        assertThat(chromium.problems()).isEmpty();
        chromium.follow(link("I have kept it"));
        assertThat(chromium.text("h1")).isEqualTo("kiosk");
        assertThat(chromium.source()).doesNotContain(secret);
    }

    @Test
    void registersOnceWhenThePageIsReloaded() {
        go("/console/applications/new");
        chromium.type(By.id("name"), "reloaded");
        chromium.follow(SUBMIT);
        assertThat(chromium.text("#secret")).matches("[0-9a-f]{40}");
        chromium.reload();
        assertThat(chromium.text(".problems li")).startsWith("This form has been sent before");
        assertThat(admin.get("/applications").json().findValuesAsString("name")).containsOnlyOnce("reloaded");
        assertThat(chromium.console()).allMatch(line -> line.contains("status of 400"));
    }

    @Test
    void sendsAFormOnceOnADoubleClick() {
        go("/console/applications/new");
        assertThat(chromium.run("""
                        const form = document.querySelector('main form');
                        const letThrough = [];
                        addEventListener('submit', event => {
                            letThrough.push(!event.defaultPrevented);
                            event.preventDefault();
                        });
                        document.getElementById('name').value = 'clicked';
                        const button = form.querySelector('button[type=submit]');
                        button.click();
                        button.click();
                        return letThrough""")).isEqualTo(List.of(true, false));
    }

    @Test
    void rotatesASecretWithinAGraceTime() {
        admin.post("/applications", "{\"name\": \"rotated\", \"id\": 700}");
        go("/console/applications/700");
        chromium.follow(link("Rotate the secret"));
        chromium.type(By.id("graceSeconds"), "3600");
        confirm();
        assertThat(chromium.text("#secret")).matches("[0-9a-f]{40}");
        assertThat(admin.get("/applications/700").json().has("previousAuthSecretExpiresAt"))
                .isTrue();
    }

    @Test
    void suspendsAnApplicationAndResumesIt() {
        admin.post("/applications", "{\"name\": \"stopped\", \"id\": 701}");
        go("/console/applications/701");
        chromium.follow(link("Suspend"));
        confirm();
        assertThat(done()).startsWith("The application is suspended");
        chromium.follow(link("Resume"));
        confirm();
        assertThat(done()).isEqualTo("The application is active again.");
    }

    @Test
    void leavesThingsAsTheyAreWhenTheAnswerIsNo() {
        go("/console/applications/92/suspend");
        chromium.follow(link("Leave it as it is"));
        assertThat(admin.get("/applications/92").json().get("status").asString())
                .isEqualTo("ACTIVE");
    }

    @Test
    void setsUpChangesAndRemovesAnIdentityProvider() {
        admin.post("/applications", "{\"name\": \"vouched for\", \"id\": 704}");
        String one = "/applications/704/identity-providers/staff..1";
        go("/console/applications/704");
        chromium.follow(link("Its identity providers"));
        assertThat(chromium.text(".none")).startsWith("There is none");
        chromium.follow(link("Tokens of an issuer (OpenID Connect, JWT)"));
        chromium.type(By.id("provider"), "staff..1")
                .type(By.id("issuer"), "https://elsewhere.example.net")
                .type(By.id("audience"), "shop");
        chromium.follow(SUBMIT);
        assertThat(chromium.text("#issuer-problem")).contains("sessions.identity.allowed-hosts");
        assertThat(chromium.problems()).isEmpty();
        chromium.look(400, "light");
        chromium.picture(Path.of("target/console/provider-oidc-refused-400-light.png"));
        chromium.look(1600, "light");
        // what a field holds is selected when the keys lead to it
        chromium.type(By.id("issuer"), "https://login.example.com");
        chromium.follow(SUBMIT);
        assertThat(done()).startsWith("The identity provider is set up");
        assertThat(admin.get(one).json().get("algorithms").toString()).isEqualTo("[\"RS256\"]");

        chromium.follow(link("staff..1"));
        chromium.type(By.id("email"), "email").tabTo(By.id("ES256")).press(Keys.SPACE);
        chromium.follow(SUBMIT);
        assertThat(admin.get(one).json().get("algorithms").toString()).isEqualTo("[\"RS256\",\"ES256\"]");
        assertThat(admin.get(one).json().get("email").asString()).isEqualTo("email");

        chromium.follow(By.cssSelector("a[aria-label='Remove staff..1']"));
        confirm();
        assertThat(done()).isEqualTo("The identity provider is removed.");
        assertThat(admin.get(one).status()).isEqualTo(404);
        assertThat(chromium.console()).allMatch(line -> line.contains("status of 400"));
    }

    @Test
    void showsNoSecretOfAnIdentityProvider() {
        go("/console/applications/92/identity-providers");
        assertThat(chromium.source()).contains("X-Api-Key").doesNotContain(HEADER_SECRET);
        chromium.follow(link("shop-accounts"));
        assertThat(chromium.run(
                        "return [...document.querySelectorAll('[id=\"secretHeader.name\"], [id=\"secretHeader.secret\"]')]"
                                + ".map(field => field.value)"))
                .isEqualTo(List.of("X-Api-Key", ""));
        assertThat(chromium.text("#headers-hint")).contains("Shown to every operator");
        assertThat(chromium.source()).doesNotContain(HEADER_SECRET);
        chromium.follow(SUBMIT);
        assertThat(chromium.text("[id='secretHeader.secret-problem']")).isEqualTo("is required with the other one");
        assertThat(chromium.problems()).isEmpty();
        chromium.type(By.id("secretHeader.secret"), "another " + HEADER_SECRET);
        chromium.follow(SUBMIT);
        assertThat(done()).startsWith("The identity provider is set up");
        assertThat(chromium.source()).doesNotContain(HEADER_SECRET);
        assertThat(admin.get("/applications/92/identity-providers/shop-accounts")
                        .json()
                        .get("headers")
                        .toString())
                .isEqualTo("{\"X-Shop\":\"92\"}");
        assertThat(chromium.console()).allMatch(line -> line.contains("status of 400"));
    }

    @Test
    void createsFindsSuspendsAndDeletesAUser() {
        go("/console/users/new?applicationId=92");
        chromium.type(By.id("login"), "nora").type(By.id("password"), PASSWORD);
        chromium.follow(SUBMIT);
        assertThat(done()).isEqualTo("The user is created.");
        go("/console/users");
        chromium.type(By.id("applicationId"), "92").type(By.id("login"), "nora");
        chromium.follow(SUBMIT);
        chromium.follow(link("User " + user("nora")));
        chromium.follow(link("Set a password"));
        chromium.type(By.id("password"), "another " + PASSWORD);
        confirm();
        assertThat(done()).startsWith("The password is set");
        chromium.follow(link("Suspend"));
        confirm();
        assertThat(chromium.text(".badge")).isEqualTo("Suspended");
        chromium.follow(link("Delete"));
        confirm();
        assertThat(done()).startsWith("The user is deleted");
        assertThat(user("nora")).isZero();
    }

    @Test
    void saysWhatIsWrongWhereItIsWrong() {
        go("/console/users/new?applicationId=92");
        chromium.type(By.id("login"), "x").type(By.id("email"), "no address").type(By.id("password"), PASSWORD);
        chromium.follow(SUBMIT);
        assertThat(chromium.title()).startsWith("Error: ");
        assertThat(chromium.run("return document.activeElement.className")).isEqualTo("problems");
        assertThat(chromium.text("#email-problem")).isEqualTo("must be an e-mail address");
        assertThat(chromium.problems()).isEmpty();
        chromium.look(400, "light");
        chromium.picture(Path.of("target/console/user-new-refused-400-light.png"));
        chromium.tabTo(By.partialLinkText("E-mail address:")).press(Keys.ENTER);
        assertThat(chromium.run("return document.activeElement.id")).isEqualTo("email");
        // chromium says so of each answer that is not 2xx
        assertThat(chromium.console()).allMatch(line -> line.contains("status of 400"));
    }

    @Test
    void endsOneSessionAndAllOfAUser() {
        WireClient.Answer one = open("karl");
        WireClient.Answer other = open("karl");
        go("/console/sessions");
        chromium.type(By.id("userId"), Long.toString(user("karl")));
        chromium.follow(SUBMIT);
        long id = one.json().get("id").asLong();
        chromium.follow(By.cssSelector("a[aria-label='End session " + id + "']"));
        confirm();
        assertThat(done()).isEqualTo("The session has ended.");
        assertThat(client().get("/session.json", one.token()).status()).isEqualTo(401);
        assertThat(client().get("/session.json", other.token()).status()).isEqualTo(200);
        go("/console/sessions?userId=" + user("karl"));
        chromium.follow(link("End all of user " + user("karl")));
        confirm();
        assertThat(client().get("/session.json", other.token()).status()).isEqualTo(401);
    }

    @Test
    void narrowsTheAuditTrail() {
        admin.post("/applications", "{\"name\": \"written down\", \"id\": 702}");
        go("/console/audit");
        chromium.type(By.id("applicationId"), "702");
        chromium.follow(SUBMIT);
        assertThat(chromium.run("return document.querySelectorAll('tbody tr').length"))
                .isEqualTo(1L);
        assertThat(chromium.text("tbody tr")).contains("application registered", "admin", "application 702");
    }

    @Test
    void explainsASignatureAndKeepsWhatWasPasted() {
        go("/console/signature");
        chromium.type(By.id("applicationId"), "92");
        String pasted = WireClient.form(WireClient.signed(unsigned(), "not-the-secret"));
        chromium.type(By.id("parameters"), pasted).tabTo(SUBMIT).press(Keys.ENTER);
        Await.until(() -> chromium.has("#explained .verdict"));
        assertThat(chromium.text("#explained .verdict")).isEqualTo("It would be refused.");
        assertThat(chromium.text("#explained .hints")).contains("fits no secret of this application");
        assertThat(chromium.run("return document.getElementById('parameters').value"))
                .isEqualTo(pasted);
        for (int width : List.of(1600, 400)) {
            chromium.look(width, "light");
            assertThat(chromium.problems()).isEmpty();
            chromium.picture(Path.of("target/console/signature-explained-" + width + "-light.png"));
        }
        assertThat(chromium.source()).doesNotContain("not-the-secret", SECRET);
    }

    @Test
    void doesAllOfItWithoutScripts() {
        chromium.setScripts(false);
        go("/console");
        assertThat(chromium.text("h1")).isEqualTo("Overview");
        assertThat(chromium.text("noscript a")).isEqualTo("Read again");
        go("/console/applications/new");
        chromium.type(By.id("name"), "scriptless");
        chromium.follow(SUBMIT);
        assertThat(chromium.text("#secret")).isNotEmpty();
        chromium.follow(link("I have kept it"));
        chromium.follow(link("Suspend"));
        confirm();
        assertThat(done()).startsWith("The application is suspended");
        go("/console/signature");
        chromium.type(By.id("applicationId"), "92")
                .type(By.id("parameters"), WireClient.form(WireClient.signed(unsigned(), SECRET)));
        chromium.follow(SUBMIT);
        assertThat(chromium.text("#explained .verdict")).startsWith("It would be accepted now");
        chromium.setScripts(true);
    }

    // what they do not do

    @Test
    void showsHostileNamesAsText() {
        String json = new JsonMapper().writeValueAsString(HOSTILE);
        admin.post("/applications", "{\"name\": " + json + ", \"id\": 703}");
        long user = admin.post("/users", """
                        {"applicationId": 703, "login": %1$s, "fullName": %1$s, "password": "%2$s"}""".formatted(json, PASSWORD))
                .json()
                .get("id")
                .asLong();
        admin.send("PUT", "/applications/703/identity-providers/plain", """
                {"kind": "HTTP", "url": "https://verify.example.com/", "subject": %1$s, "headers": {"X-Name": %1$s}}""".formatted(json));
        for (String path : List.of(
                "/console/applications/703/identity-providers",
                "/console/applications/703/identity-providers/http?provider=plain",
                "/console/applications/703/identity-providers/remove?provider=plain",
                "/console/applications",
                "/console/applications/703",
                "/console/applications/703/suspend",
                "/console/applications/703/rotate-secret",
                "/console/users?applicationId=703",
                "/console/users/" + user,
                "/console/users/" + user + "/delete")) {
            go(path);
            assertThat(chromium.text("main")).as(path).contains(HOSTILE);
            assertThat(chromium.run("return [window.planted, document.querySelector('main img, main script')]"))
                    .isEqualTo(Arrays.asList(null, null));
        }
        go("/console/audit?actor=" + URLEncoder.encode(HOSTILE, UTF_8));
        assertThat(chromium.run("return document.getElementById('actor').value"))
                .isEqualTo(HOSTILE);
    }

    @Test
    void runsNoScriptThatIsNotItsOwn() {
        go("/console");
        assertThat(chromium.run("""
                        const script = document.createElement('script');
                        script.textContent = 'window.planted = 1';
                        document.body.append(script);
                        const image = document.createElement('img');
                        image.setAttribute('onerror', 'window.planted = 2');
                        image.src = 'data:,';
                        document.body.append(image);
                        return window.planted""")).isNull();
        assertThat(chromium.console())
                .isNotEmpty()
                .allMatch(line -> line.contains("Content Security Policy") || line.contains("data:,"));
    }
}
