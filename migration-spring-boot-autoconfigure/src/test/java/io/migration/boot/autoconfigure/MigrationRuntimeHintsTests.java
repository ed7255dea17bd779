// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationRuntimeHints} and for what else happens ahead of time.
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
		GenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("com.example", "Shop")), new InMemoryGeneratedFiles());
		try (GenericApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean("dataSource", UnusedDataSource.class);
			context.registerBean(MigrationAutoConfiguration.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		assertThat(RuntimeHintsPredicates.resource().forResource("db/migration/V1__users.sql"))
			.accepts(generation.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.reflection().onType(MigrationProperties.History.class))
			.accepts(generation.getRuntimeHints());
	}

}
