// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order in which the packages may use each other, and what their classes look like.
 */
class ArchitectureTests {

	private static final String ROOT = "io.migration";

	private static final String BOOT = "boot";

	private static final JavaClasses MAIN = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
		.importPackages(ROOT);

	/**
	 * What a package may use besides itself and the root package.
	 */
	private static final Map<String, List<String>> ALLOWED = allowed();

	private static Map<String, List<String>> allowed() {
		Map<String, List<String>> allowed = new LinkedHashMap<>();
		allowed.put("sql", List.of());
		allowed.put("script", List.of("sql"));
		allowed.put("database", List.of("sql"));
		allowed.put("history", List.of("database"));
		allowed.put("lock", List.of("database", "history"));
		allowed.put("execution", List.of("sql", "script", "database", "history", "lock"));
		List<String> lower = List.of("sql", "script", "database", "history", "lock", "execution");
		Stream.of("backfill", "rollout", "schema", "rehearsal", "adoption").forEach((name) -> allowed.put(name, lower));
		allowed.put("observation", List.of());
		allowed.put("hazard", List.of("sql", "script", "database", "execution"));
		allowed.put("engine", List.of("sql", "script", "database", "history", "lock", "execution", "backfill",
				"rollout", "hazard", "schema", "rehearsal", "adoption", "observation"));
		return allowed;
	}

	@TestFactory
	Stream<DynamicTest> packagesUseOnlyWhatTheyMay() {
		return ALLOWED.keySet()
			.stream()
			.map((name) -> DynamicTest.dynamicTest(name,
					() -> check(noClasses().that()
						.resideInAPackage(packagePattern(name))
						.should()
						.dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideOutsideOf(mayUse(name))))
						.because("%s may use only %s".formatted(name, Arrays.toString(mayUse(name)))))));
	}

	@Test
	void everyPackageHasItsPlaceInTheOrder() {
		String[] known = Stream
			.concat(Stream.of(ROOT, packagePattern(BOOT)),
					ALLOWED.keySet().stream().map(ArchitectureTests::packagePattern))
			.toArray(String[]::new);
		check(classes().should().resideInAnyPackage(known));
	}

	@Test
	void rootPackageUsesNoOtherPackage() {
		check(noClasses().that()
			.resideInAPackage(ROOT)
			.should()
			.dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideOutsideOfPackage(ROOT))));
	}

	@Test
	void sqlPackageUsesNothingOfOurs() {
		check(noClasses().that()
			.resideInAPackage(packagePattern("sql"))
			.should()
			.dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideOutsideOfPackage(packagePattern("sql")))));
	}

	@Test
	void engineDoesNotKnowSpringBoot() {
		check(noClasses().that()
			.resideOutsideOfPackage(packagePattern(BOOT))
			.should()
			.dependOnClassesThat(resideInAnyPackage("org.springframework.boot..", packagePattern(BOOT))));
	}

	@Test
	void packagesHaveNoCycles() {
		check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
		check(slices().matching(ROOT + ".boot.(*)..").should().beFreeOfCycles());
		check(slices().matching(ROOT + ".database.(*)..").should().beFreeOfCycles());
	}

	@Test
	void autoConfigurationsArePublicFinalWithoutPublicMembers() {
		check(classes().that(areAutoConfigurations())
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.andShould(haveNoPublicMembers()));
	}

	@Test
	void beanMethodsArePackagePrivate() {
		check(methods().that()
			.areAnnotatedWith("org.springframework.context.annotation.Bean")
			.should()
			.bePackagePrivate());
	}

	@Test
	void conditionalOnClassIsNotUsedOnBeanMethods() {
		check(methods().that()
			.areAnnotatedWith("org.springframework.context.annotation.Bean")
			.should()
			.notBeAnnotatedWith("org.springframework.boot.autoconfigure.condition.ConditionalOnClass"));
	}

	@Test
	void postProcessorBeanMethodsAreStatic() {
		check(methods().that()
			.areAnnotatedWith("org.springframework.context.annotation.Bean")
			.and()
			.haveRawReturnType(assignableToAnyOf("org.springframework.beans.factory.config.BeanPostProcessor",
					"org.springframework.beans.factory.config.BeanFactoryPostProcessor",
					"org.springframework.boot.LazyInitializationExcludeFilter"))
			.should()
			.beStatic());
	}

	@Test
	void namesSayWhatAClassIs() {
		check(noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager)"));
	}

	@Test
	void packagesAreNullMarked() {
		assertThat(MAIN.stream().map(JavaClass::getPackage).distinct())
			.allMatch((javaPackage) -> javaPackage.isAnnotatedWith(NullMarked.class));
	}

	@Test
	void caseIsChangedWithALocale() {
		check(noClasses().should()
			.callMethod(String.class, "toLowerCase")
			.orShould()
			.callMethod(String.class, "toUpperCase"));
	}

	private static void check(ArchRule rule) {
		rule.allowEmptyShould(true).check(MAIN);
	}

	private static String packagePattern(String name) {
		return ROOT + "." + name + "..";
	}

	private static String[] mayUse(String name) {
		Stream<String> others = ALLOWED.getOrDefault(name, List.of()).stream().map(ArchitectureTests::packagePattern);
		Stream<String> root = name.equals("sql") ? Stream.empty() : Stream.of(ROOT);
		return Stream.of(root, Stream.of(packagePattern(name)), others)
			.flatMap((patterns) -> patterns)
			.toArray(String[]::new);
	}

	private static DescribedPredicate<JavaClass> resideOutsideOf(String[] patterns) {
		return DescribedPredicate.not(resideInAnyPackage(patterns));
	}

	private static DescribedPredicate<JavaClass> areAutoConfigurations() {
		return DescribedPredicate.describe("are auto-configurations",
				(candidate) -> candidate.isAnnotatedWith("org.springframework.boot.autoconfigure.AutoConfiguration"));
	}

	private static DescribedPredicate<JavaClass> assignableToAnyOf(String... names) {
		return DescribedPredicate.describe("assignable to any of " + Arrays.toString(names),
				(candidate) -> Arrays.stream(names).anyMatch(candidate::isAssignableTo));
	}

	private static ArchCondition<JavaClass> haveNoPublicMembers() {
		return new ArchCondition<>("have no public members") {

			@Override
			public void check(JavaClass item, ConditionEvents events) {
				item.getMembers()
					.stream()
					.filter((member) -> member.getModifiers().contains(JavaModifier.PUBLIC))
					.filter((member) -> !isImplicitConstructor(item, member.getName()))
					.filter((member) -> !(member instanceof JavaMethod method)
							|| !method.getModifiers().contains(JavaModifier.BRIDGE))
					.forEach((member) -> events
						.add(SimpleConditionEvent.violated(member, member.getDescription() + " is public")));
			}

			private boolean isImplicitConstructor(JavaClass item, String name) {
				return name.equals("<init>") && item.getConstructors()
					.stream()
					.allMatch((constructor) -> constructor.getParameters().isEmpty());
			}

		};
	}

}
