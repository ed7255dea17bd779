// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationRuntimeHints}, {@link MigrationAotProcessor} and for what
 * else happens ahead of time.
 */
class MigrationRuntimeHintsTests {

	@Test
	void scriptsOfTheDefaultLocationAreKept() {
		RuntimeHints hints = new RuntimeHints();
		new MigrationRuntimeHints().registerHints(hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.resource().forResource("db/migration/V1__users.sql")).accepts(hints);
		assertThat(RuntimeHintsPredicates.resource().forResource("db/migration/2026/11/V2__orders.sql")).accepts(hints);
		assertThat(RuntimeHintsPredicates.resource().forResource("db/other/V1__users.sql")).rejects(hints);
	}

	@Test
	void contextIsProcessedAheadOfTime() {
		RuntimeHints hints = processed();
		assertThat(RuntimeHintsPredicates.resource().forResource("db/migration/V1__users.sql")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(MigrationProperties.History.class)).accepts(hints);
	}

	@Test
	void scriptsOfAllConfiguredLocationsAreKept() {
		RuntimeHints hints = processed("migration.locations=classpath:/shop/schema/, crm,filesystem:/srv/scripts");
		for (String folder : List.of("shop/schema", "crm")) {
			assertKept(hints, folder);
			assertKept(hints, folder + "/V1__users.sql");
			assertKept(hints, folder + "/V1__users.sql.conf");
			assertKept(hints, folder + "/2026/U1__users.sql");
		}
		assertThat(RuntimeHintsPredicates.resource().forResource("shop/V1__users.sql")).rejects(hints);
		assertThat(RuntimeHintsPredicates.resource().forResource("srv/scripts/V1__users.sql")).rejects(hints);
	}

	@Test
	void locationsByIndexAreKept() {
		RuntimeHints hints = processed("migration.locations[0]=classpath:shop", "migration.locations[1]=classpath:crm");
		assertKept(hints, "shop/V1__users.sql");
		assertKept(hints, "crm/V1__users.sql");
	}

	@Test
	void valuesThatAreKnownOnlyAtRunTimeDoNotEndTheProcessing() {
		RuntimeHints hints = processed("migration.locations=classpath:${SCRIPTS},classpath:crm,other:x,classpath:*",
				"migration.lock-timeout=${PATIENCE}", "migration.datasource.driver-class-name=${DRIVER}");
		assertKept(hints, "crm/V1__users.sql");
		assertThat(hints.resources().resourcePatternHints().toString()).doesNotContain("SCRIPTS");
	}

	@Test
	void nothingIsKeptWithoutMigrations() {
		RuntimeHints hints = processed("migration.enabled=false", "migration.locations=classpath:shop");
		assertThat(RuntimeHintsPredicates.resource().forResource("shop/V1__users.sql")).rejects(hints);
	}

	@Test
	void configuredDriverIsMadeByName() {
		RuntimeHints hints = processed(
				"migration.datasource.driver-class-name=org.testcontainers.jdbc.ContainerDatabaseDriver");
		for (String driver : List.of("org.postgresql.Driver", "org.testcontainers.jdbc.ContainerDatabaseDriver")) {
			assertThat(RuntimeHintsPredicates.reflection()
				.onType(TypeReference.of(driver))
				.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).as(driver).accepts(hints);
		}
	}

	@Test
	void propertiesAreBound() {
		RuntimeHints hints = processed();
		assertThat(records(MigrationProperties.class)).hasSizeGreaterThan(5)
			.allSatisfy((type) -> assertThat(
					RuntimeHintsPredicates.reflection().onConstructorInvocation(type.getDeclaredConstructors()[0]))
				.accepts(hints));
	}

	/**
	 * A class that is looked up by name, or asked for its members, needs a hint. Whoever
	 * adds one here adds its hint and a test above, or says why none is needed.
	 */
	@Test
	void onlyKnownClassesReflect() {
		Stream<String> reflecting = new ClassFileImporter()
			.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
			.importPackages("io.migration")
			.stream()
			.filter((type) -> type.getAccessesFromSelf().stream().anyMatch(reflects()::test))
			.map(JavaClass::getFullName);
		assertThat(reflecting).containsExactlyInAnyOrder(
				// the driver, above
				"io.migration.boot.autoconfigure.TargetConnection",
				// the properties, above
				"io.migration.boot.autoconfigure.MigrationPropertyNames",
				// the actuator, below
				"io.migration.boot.autoconfigure.StartupProbePort",
				// the reports, see CommandRuntimeHintsTests
				"io.migration.boot.command.JsonValue");
	}

	@Test
	void whatMayBeThereIsNoticed() {
		RuntimeHints hints = new RuntimeHints();
		new MigrationRuntimeHints().registerHints(hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of(StartupProbePort.ACTUATOR)))
			.accepts(hints);
	}

	private static DescribedPredicate<JavaAccess<?>> reflects() {
		List<String> byName = List.of("forName", "isPresent", "resolveClassName", "instantiateClass", "loadClass",
				"getRecordComponents", "getDeclaredConstructor", "getDeclaredConstructors", "getDeclaredMethods",
				"getDeclaredFields", "getMethod", "getMethods", "newProxyInstance");
		List<String> owners = List.of("java.lang.Class", "java.lang.ClassLoader", "java.lang.reflect.Proxy",
				"org.springframework.util.ClassUtils", "org.springframework.beans.BeanUtils");
		return DescribedPredicate.describe("reflects",
				(access) -> byName.contains(access.getName()) && owners.contains(access.getTargetOwner().getName()));
	}

	private static void assertKept(RuntimeHints hints, String resource) {
		assertThat(RuntimeHintsPredicates.resource().forResource(resource)).as(resource).accepts(hints);
	}

	private static List<Class<?>> records(Class<?> type) {
		List<Class<?>> records = new ArrayList<>(List.of(type));
		Arrays.stream(type.getRecordComponents())
			.map((component) -> component.getType())
			.filter(Class::isRecord)
			.forEach((component) -> records.addAll(records(component)));
		return records;
	}

	private static RuntimeHints processed(String... properties) {
		GenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("com.example", "Shop")), new InMemoryGeneratedFiles());
		try (GenericApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of(Arrays.asList(properties)).applyTo(context);
			context.registerBean("dataSource", UnusedDataSource.class);
			context.registerBean(MigrationAutoConfiguration.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		return generation.getRuntimeHints();
	}

}
