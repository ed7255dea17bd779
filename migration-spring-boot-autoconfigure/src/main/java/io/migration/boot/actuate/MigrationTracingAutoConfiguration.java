// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import io.micrometer.tracing.Tracer;
import io.migration.observation.MigrationSpans;
import io.migration.observation.RunRecorder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of spans.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = MigrationObservationAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration")
@ConditionalOnClass(Tracer.class)
@ConditionalOnBean({ RunRecorder.class, Tracer.class })
public final class MigrationTracingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MigrationSpans migrationSpans(Tracer tracer) {
		return new MigrationSpans(tracer);
	}

}
