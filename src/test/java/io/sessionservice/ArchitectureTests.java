package io.sessionservice;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.Resource;
import jakarta.persistence.Entity;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The rules of the house that package declarations cannot say. */
class ArchitectureTests {

    private static final String[] DOORS = {"io.sessionservice.wire..", "io.sessionservice.admin.."};

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.sessionservice");

    @Test
    void hidesEntitiesAndRepositories() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .or()
                .haveSimpleNameEndingWith("Entity")
                .or()
                .haveSimpleNameEndingWith("Repository")
                .should()
                .notBePublic()
                .check(MAIN);
    }

    @Test
    void speaksHttpAndJsonAtTheDoorsOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(DOORS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.servlet..",
                        "org.apache.catalina..",
                        "org.springframework.http..",
                        "org.springframework.web..",
                        "tools.jackson..",
                        "com.fasterxml.jackson..")
                .check(MAIN);
    }

    @Test
    void leavesTransactionsToTheRooms() {
        noClasses()
                .that()
                .resideInAnyPackage(DOORS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.transaction..", "jakarta.transaction..")
                .check(MAIN);
    }

    @Test
    void keepsSignaturesToTheJdkAndFreeOfInputAndOutput() {
        classes()
                .that()
                .resideInAPackage("io.sessionservice.signature..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.sessionservice.signature..",
                        "java.lang..",
                        "java.nio.charset..",
                        "java.security..",
                        "java.time..",
                        "java.util..",
                        "javax.crypto..")
                .check(MAIN);
    }

    @Test
    void readsTheTimeFromAClockThatItIsGiven() {
        noClasses()
                .that()
                .doNotHaveSimpleName("TimeConfiguration")
                .should()
                .accessTargetWhere(use(
                        "the system's clock",
                        target -> isNowWithoutClock(target)
                                || is(target, System.class, "currentTimeMillis")
                                || (is(target, Date.class, "<init>")
                                        && parameters(target).isEmpty())
                                || (target.getOwner().isEquivalentTo(Clock.class)
                                        && target.getName().startsWith("system"))))
                .check(MAIN);
    }

    private static boolean isNowWithoutClock(CodeUnitAccessTarget target) {
        return target.getOwner().getPackageName().startsWith("java.time")
                && target.getName().equals("now")
                && !parameters(target).contains(Clock.class.getName());
    }

    @Test
    void takesRandomnessFromOnePlace() {
        noClasses()
                .that()
                .doNotHaveSimpleName("RandomnessConfiguration")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.SecureRandom")
                .check(MAIN);
    }

    @Test
    void takesNoRandomnessThatCanBeGuessed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\..*Random.*")
                .orShould()
                .accessTargetWhere(use("Math.random", target -> is(target, Math.class, "random")))
                .check(MAIN);
    }

    @Test
    void namesTheCharsetOfBytes() {
        noClasses()
                .should()
                .accessTargetWhere(use(
                        "the default charset",
                        target -> (is(target, String.class, "getBytes")
                                        && !parameters(target).contains(Charset.class.getName()))
                                || (is(target, String.class, "<init>")
                                        && parameters(target).contains(byte[].class.getName())
                                        && !parameters(target).contains(Charset.class.getName()))))
                .check(MAIN);
    }

    @Test
    void changesCaseWithoutTheLanguageOfTheMachine() {
        noClasses()
                .should()
                .accessTargetWhere(use(
                        "the default locale",
                        target -> (is(target, String.class, "toLowerCase") || is(target, String.class, "toUpperCase"))
                                && parameters(target).isEmpty()))
                .check(MAIN);
    }

    @Test
    void comparesSecretsInOnePlace() {
        noClasses()
                .that()
                .doNotHaveSimpleName("ConstantTime")
                .should()
                .accessTargetWhere(use(
                        "a comparison of bytes",
                        target -> is(target, MessageDigest.class, "isEqual") || is(target, Arrays.class, "equals")))
                .check(MAIN);
    }

    @Test
    void injectsNoFields() {
        noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .orShould()
                .beAnnotatedWith(Resource.class)
                .orShould()
                .beAnnotatedWith(PersistenceContext.class)
                .check(MAIN);
    }

    @Test
    void namesClassesByWhatTheyAre() {
        noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager)").check(MAIN);
    }

    @Test
    void leavesTheSpellingOfTheSdksAtTheDoor() throws IOException {
        Path sources = Path.of("src/main/java/io/sessionservice");
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> rooms = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(sources.resolve("wire")))
                    .toList();

            assertThat(rooms)
                    .isNotEmpty()
                    .allSatisfy(room -> assertThat(room).content().doesNotContain("application_id"));
        }
    }

    /** Calls, and references like {@code Instant::now}. */
    private static DescribedPredicate<JavaAccess<?>> use(String what, Predicate<CodeUnitAccessTarget> where) {
        return describe(
                "it is " + what,
                access -> access.getTarget() instanceof CodeUnitAccessTarget target && where.test(target));
    }

    private static boolean is(CodeUnitAccessTarget target, Class<?> owner, String name) {
        return target.getOwner().isEquivalentTo(owner) && target.getName().equals(name);
    }

    private static List<String> parameters(CodeUnitAccessTarget target) {
        return target.getRawParameterTypes().stream().map(JavaClass::getName).toList();
    }
}
