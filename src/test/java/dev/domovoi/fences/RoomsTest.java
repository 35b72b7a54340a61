package dev.domovoi.fences;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Who may import whom, and where each library lives.
final class RoomsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.domovoi");

    private static final List<String> ROOMS = List.of("observe", "score", "decide", "act");
    private static final String[] PURE = {"dev.domovoi.signal..", "dev.domovoi.score..", "dev.domovoi.decide.."};

    private static final String FOREST = "dev.domovoi.score.baseline.Forest";

    /// What reads the world behind a pure room's back.
    private static final String CLOCKS_RANDOMNESS_AND_IO = "java\\.time\\.(Clock)|java\\.util\\.(Random|Timer|UUID)"
            + "|java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.security\\.SecureRandom"
            + "|java\\.io\\.(?!Serializable|UncheckedIOException|IOException|Byte|Data).*|java\\.nio\\.(file|channels)\\..*"
            + "|java\\.net\\..*|java\\.sql\\..*|java\\.lang\\.(Process|ProcessBuilder|Thread)";

    @TestFactory
    List<DynamicTest> roomsNeverImportEachOtherOrTheApp() {
        return ROOMS.stream()
                .map(room -> DynamicTest.dynamicTest(
                        room,
                        () -> noClasses()
                                .that()
                                .resideInAPackage("dev.domovoi." + room + "..")
                                .should()
                                .dependOnClassesThat(resideInAnyPackage("dev.domovoi..")
                                        .and(not(resideInAnyPackage(
                                                "dev.domovoi.signal..", "dev.domovoi." + room + ".."))))
                                .check(CLASSES)))
                .toList();
    }

    @Test
    void signalImportsOnlyTheJdk() {
        onlyImports("dev.domovoi.signal..", "java..", "org.jspecify..", "dev.domovoi.signal..");
    }

    @Test
    void observeImportsOnlyJacksonStreaming() {
        onlyImports(
                "dev.domovoi.observe..",
                "java..",
                "org.jspecify..",
                "dev.domovoi.signal..",
                "dev.domovoi.observe..",
                "com.fasterxml.jackson.core..");
    }

    @Test
    void scoreAndDecideImportOnlyTheJdk() {
        onlyImports(
                "dev.domovoi.score..",
                "java..",
                "org.jspecify..",
                "dev.domovoi.signal..",
                "dev.domovoi.score..",
                "com.amazon.randomcutforest..",
                "jdk.incubator.vector..");
        onlyImports("dev.domovoi.decide..", "java..", "org.jspecify..", "dev.domovoi.signal..", "dev.domovoi.decide..");
    }

    @Test
    void pureRoomsKnowNoClockNoRandomnessAndNoInputOrOutput() {
        check(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .haveNameMatching(CLOCKS_RANDOMNESS_AND_IO));
        check(noClasses().that().resideInAnyPackage(PURE).should().callMethodWhere(readsAClock()));
    }

    @Test
    void eachLibraryHasOneHome() {
        livesOnlyIn("org.eclipse.paho..", "dev.domovoi.app.bus..");
        livesOnlyIn("jdk.incubator.vector..", "dev.domovoi.score.model..");
        livesOnlyIn("com.amazon.randomcutforest..", "dev.domovoi.score.baseline..");
        livesOnlyIn("io.moquette..", "dev.domovoi.app.bus..");
        livesOnlyIn("io.netty..", "dev.domovoi.app.bus..");
        livesOnlyIn("io.fabric8..", "dev.domovoi.act.k8s..", "dev.domovoi.app.cluster..");
        livesOnlyIn("org.sqlite..", "dev.domovoi.app.store..");
        livesOnlyIn("java.sql..", "dev.domovoi.app.store..");
        livesOnlyIn("io.micrometer..", "dev.domovoi.app.metrics..");
        livesOnlyIn("io.prometheus..", "dev.domovoi.app.metrics..");
        livesOnlyIn("picocli..", "dev.domovoi.app.cli..");
        livesOnlyIn("io.vertx..", "dev.domovoi.app.web..");
        livesOnlyIn("io.quarkus..", "dev.domovoi.app..");
        livesOnlyIn("jakarta..", "dev.domovoi.app..");
        livesOnlyIn("org.eclipse.microprofile..", "dev.domovoi.app..");
    }

    @Test
    void theForestIsForFilesAndDrillsAndNeverRunsInTheAgent() {
        check(classes()
                .that()
                .haveFullyQualifiedName("dev.domovoi.app.cli.ScoreCommand")
                .should()
                .transitivelyDependOnClassesThat()
                .haveFullyQualifiedName(FOREST)); // or the rule below could not fail
        check(noClasses()
                .that()
                .resideOutsideOfPackages("dev.domovoi.app.scoring..", "dev.domovoi.app.drill..")
                .and()
                .doNotHaveFullyQualifiedName(FOREST)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(FOREST));
        check(noClasses()
                .that()
                .haveFullyQualifiedName("dev.domovoi.app.AgentApplication")
                .should()
                .transitivelyDependOnClassesThat()
                .haveFullyQualifiedName(FOREST));
    }

    @Test
    void namesSayWhatAThingIsNotHowItWasBuilt() {
        check(noClasses().should().haveSimpleNameStartingWith("Abstract"));
        check(noClasses().should().haveSimpleNameEndingWith("Impl"));
        check(noClasses().should().haveSimpleNameEndingWith("Manager"));
        check(noClasses().should().haveSimpleNameEndingWith("Util"));
        check(noClasses().should().haveSimpleNameEndingWith("Utils"));
        check(noClasses().that().areInterfaces().should().haveNameMatching(".*[.$]I[A-Z][a-z].*"));
    }

    @Test
    void everyRoomIsNullMarked() {
        check(classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith("org.jspecify.annotations.NullMarked"));
        List<String> bare = CLASSES.stream()
                .map(type -> type.getPackage())
                .distinct()
                .filter(room -> !room.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(room -> room.getName())
                .toList();
        if (!bare.isEmpty()) {
            throw new AssertionError("packages without a @NullMarked package-info: " + bare);
        }
    }

    private static DescribedPredicate<JavaMethodCall> readsAClock() {
        return DescribedPredicate.describe("reads a clock", RoomsTest::readsAClock);
    }

    private static boolean readsAClock(JavaMethodCall call) {
        String method = call.getTarget().getName();
        return switch (call.getTargetOwner().getName()) {
            case "java.lang.System" -> method.equals("currentTimeMillis") || method.equals("nanoTime");
            case "java.lang.Math" -> method.equals("random");
            default ->
                method.equals("now") && call.getTargetOwner().getPackageName().equals("java.time");
        };
    }

    private static void onlyImports(String room, String... allowed) {
        check(classes().that().resideInAPackage(room).should().onlyDependOnClassesThat(resideInAnyPackage(allowed)));
    }

    private static void livesOnlyIn(String library, String... homes) {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
