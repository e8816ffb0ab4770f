package org.dslab.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** DESIGN.md, "Modules": who knows whom. */
class ModulesTest {

    private static final String INTERNATIONAL_DOMAINS = "org.dslab.engine.address.InternationalDomains";

    @Test
    void everyClassBelongsToAModuleOfTheTable() {
        assertThat(OurClasses.ALL)
                .extracting(JavaClass::getName)
                .allSatisfy(name -> assertThat(Module.of(name))
                        .as("%s: add its module to the table in Module", name)
                        .isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void aModuleKnowsOnlyThoseItMay(Module module) {
        knowOnlyWhat(module, module).check(OurClasses.ALL);
    }

    /** The proof that the rule bites: the command uses what the proxies must not know. */
    @Test
    void aModuleThatKnowsMoreIsFound() {
        assertThat(knowOnlyWhat(Module.CLI, Module.PROXY)
                        .evaluate(OurClasses.ALL)
                        .getFailureReport()
                        .getDetails())
                .anyMatch(finding -> finding.contains("MingerCommand"));
    }

    private static ArchRule knowOnlyWhat(Module subject, Module permissions) {
        return noClasses()
                .that()
                .resideInAPackage(subject.packages())
                .should()
                .dependOnClassesThat(areInModulesUnknownTo(permissions))
                .as(subject + " knows only what " + permissions + " may know");
    }

    private static DescribedPredicate<JavaClass> areInModulesUnknownTo(Module module) {
        return DescribedPredicate.describe("are in a module that " + module + " must not know", target -> {
            Optional<Module> other = Module.of(target.getBaseComponentType().getName());
            return other.isPresent() && !module.mayKnow(other.get());
        });
    }

    /**
     * engine/core and the checkers are pure: nothing but the Java platform, and what they may know of ours. One class has
     * a library (decision 0015).
     */
    @ParameterizedTest
    @EnumSource(names = {"ENGINE", "CHECK"})
    void aPureModuleHasNoLibrary(Module module) {
        ArchRule rule = classes()
                .that()
                .resideInAPackage(module.packages())
                .and()
                .doNotHaveFullyQualifiedName(INTERNATIONAL_DOMAINS)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.dslab..");

        rule.check(OurClasses.ALL);
    }

    /** A site without international domains never loads the library: nothing else may touch it. */
    @Test
    void oneClassKnowsTheLibraryOfInternationalDomains() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(INTERNATIONAL_DOMAINS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.ibm.icu..")
                .check(OurClasses.ALL);
    }

    /** A library appears where DESIGN.md puts it, so that it can be replaced there. */
    @ParameterizedTest
    @CsvSource({
        "com.icegreen.., org.dslab.wire..",
        "jakarta.mail.., org.dslab.wire..",
        "picocli.., org.dslab.cli..",
        "org.sqlite.., org.dslab.server..",
        "java.sql.., org.dslab.server..",
        "org.snakeyaml.., org.dslab.config..",
    })
    void aLibraryStaysInItsModule(String library, String home) {
        nobodyUses(library, home).check(OurClasses.ALL);
    }

    @Test
    void aLibraryElsewhereIsFound() {
        assertThat(nobodyUses("picocli..", "org.dslab.wire..")
                        .evaluate(OurClasses.ALL)
                        .hasViolation())
                .isTrue();
    }

    private static ArchRule nobodyUses(String library, String butIn) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(butIn)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    @ParameterizedTest
    @CsvSource({"org.dslab.engine.(*)..", "org.dslab.lab.(*)..", "org.dslab.server.(*)..", "org.dslab.(*).."})
    void packagesHaveNoCycles(String slices) {
        noCyclesIn(slices).check(OurClasses.ALL);
    }

    @Test
    void aCycleIsFound() {
        JavaClasses circle = new ClassFileImporter().importPackages("org.dslab.architecture.circle");

        assertThat(noCyclesIn("org.dslab.architecture.circle.(*)..")
                        .evaluate(circle)
                        .hasViolation())
                .isTrue();
    }

    private static ArchRule noCyclesIn(String slices) {
        return SlicesRuleDefinition.slices().matching(slices).should().beFreeOfCycles();
    }

    @Test
    void onlyTheCommandEndsTheJvm() {
        assertThat(callersBesides("org.dslab.cli.Main", System.class, "exit")).isEmpty();
        assertThat(callersBesides("org.dslab.cli.Main", Runtime.class, "exit")).isEmpty();
        // At a second signal nobody waits any more for what is still under way.
        assertThat(callersBesides("org.dslab.cli.GracefulStop", Runtime.class, "halt"))
                .isEmpty();
        assertThat(callersBesides("nobody", System.class, "exit")).anyMatch(finding -> finding.contains("cli.Main"));
    }

    private static List<String> callersBesides(String permitted, Class<?> owner, String method) {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(permitted)
                .should()
                .callMethod(owner, method, int.class)
                .evaluate(OurClasses.ALL)
                .getFailureReport()
                .getDetails();
    }
}
