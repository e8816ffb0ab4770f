package org.dslab.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DESIGN.md, "Determinism": one seed gives one history, byte for byte, in any JVM. */
class DeterminismTest {

    @ParameterizedTest
    @EnumSource
    void deterministicCodeKeepsTheBan(Ban ban) {
        classes()
                .that(DescribedPredicate.describe(
                        "are " + ban.reach(), candidate -> ban.reach().covers(candidate.getName())))
                .should(keep(ban))
                .check(OurClasses.ALL);
    }

    @ParameterizedTest
    @EnumSource
    void theBanBites(Ban ban) {
        List<String> reported = findings(ban, ban.violation());

        assertThat(Stream.of(ban.violation().getDeclaredMethods()).filter(method -> !method.isSynthetic()))
                .isNotEmpty()
                .extracting(Method::getName)
                .allSatisfy(method -> assertThat(reported).anyMatch(finding -> finding.contains("." + method + "(")));
    }

    @ParameterizedTest
    @EnumSource
    void theBanLeavesTheInnocentAlone(Ban ban) {
        assertThat(findings(ban, Innocent.class)).isEmpty();
    }

    private static List<String> findings(Ban ban, Class<?> subject) {
        JavaClasses imported = new ClassFileImporter().importClasses(subject);
        return classes().should(keep(ban)).evaluate(imported).getFailureReport().getDetails();
    }

    private static ArchCondition<JavaClass> keep(Ban ban) {
        return new ArchCondition<>("keep the ban of " + ban) {
            @Override
            public void check(JavaClass subject, ConditionEvents events) {
                subject.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> ban.forbidsClass(dependency
                                .getTargetClass()
                                .getBaseComponentType()
                                .getName()))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
                subject.getAccessesFromSelf().stream()
                        .filter(access -> ban.forbidsMember(access.getTarget().getFullName()))
                        .forEach(access -> events.add(SimpleConditionEvent.violated(access, access.getDescription())));
            }
        };
    }
}
