// SPDX-License-Identifier: Apache-2.0
package io.migration.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the second run of the tests honest: without these, contexts that nothing has
 * processed ahead of time would do as well.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EnabledIfSystemProperty(named = AotDetector.AOT_ENABLED, matches = "true")
class AheadOfTimeTests {

	@Autowired
	private GenericApplicationContext context;

	@Test
	void contextIsMadeByGeneratedCode() {
		assertThat(this.context.containsBean("entityManagerFactory")).isTrue();
		assertThat(this.context.containsBean(AnnotationConfigUtils.CONFIGURATION_ANNOTATION_PROCESSOR_BEAN_NAME))
			.isFalse();
	}

	@Test
	void orderOfTheStartIsKept() {
		assertThat(this.context.getBeanDefinition("entityManagerFactory").getDependsOn())
			.contains("migrationInitializer");
	}

}
