// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import io.migration.MigrationEngine;
import io.migration.boot.autoconfigure.MigrationAutoConfiguration;
import io.migration.observation.RunRecorder;
import io.migration.observation.TargetObserver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of what endpoint, health, info, meters and spans have in common.
 * Needs neither the actuator nor Micrometer.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = MigrationAutoConfiguration.class)
@ConditionalOnBean(MigrationEngine.class)
public final class MigrationObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RunRecorder migrationRunRecorder() {
		return new RunRecorder();
	}

	@Bean
	SmartInitializingSingleton migrationRunReplay(RunRecorder recorder, ObjectProvider<TargetObserver> observers) {
		return () -> recorder.forwardTo(observers.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	TargetStatuses migrationTargetStatuses(ObjectProvider<MigrationEngine> engines, RunRecorder recorder) {
		return new TargetStatuses(engines.orderedStream().toList(), recorder::statusRead, System::nanoTime);
	}

}
