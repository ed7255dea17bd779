// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.migration.BackfillThrottle;
import io.migration.MigrationEngine;
import io.migration.StopSignal;
import io.migration.observation.ApplicationLatencyThrottle;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.WebServerSslBundle;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * What surrounds a run: its end before its time, its place in the background, and answers
 * to probes while it blocks the start.
 */
@Configuration(proxyBeanMethods = false)
class MigrationRunConfiguration {

	@Bean
	MigrationShutdown migrationShutdown(MigrationProperties properties) {
		return new MigrationShutdown(properties.shutdown().grace());
	}

	@Bean
	@ConditionalOnMissingBean
	StopSignal migrationStopSignal(MigrationShutdown shutdown) {
		return shutdown.signal();
	}

	@Bean
	BackfillWakeUp migrationBackfillWakeUp() {
		return new BackfillWakeUp();
	}

	@Bean
	BackfillWorker migrationBackfillWorker(MigrationEngine engine, BackfillWakeUp wakeUp, MigrationShutdown shutdown,
			MigrationProperties properties) {
		return new BackfillWorker(engine, wakeUp, shutdown, BackfillWorker.isWanted(properties));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "migration.mode", havingValue = "background")
	static class BackgroundConfiguration {

		@Bean
		@ConditionalOnMissingBean
		BackgroundState migrationBackgroundState() {
			return new BackgroundState();
		}

		@Bean
		BackgroundMigration backgroundMigration(MigrationEngine engine, TargetDataSource target,
				ObjectProvider<DataSourcePoolMetadataProvider> pools, ObjectProvider<MigrationStrategy> strategy,
				BackgroundState state, MigrationShutdown shutdown) {
			PoolTooSmallException.check(target.get(), pools.orderedStream().toList());
			return new BackgroundMigration(engine, strategy.getIfAvailable(() -> MigrationEngine::migrate), state,
					shutdown);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class LatencyConfiguration {

		// The registry is asked for when a backfill runs: it may need the database
		@Bean
		BackfillThrottle migrationApplicationLatencyThrottle(ObjectProvider<MeterRegistry> registry,
				MigrationProperties properties) {
			return new ApplicationLatencyThrottle(registry::getIfUnique,
					properties.backfill().throttle().applicationLatency().options());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebServerApplicationContext.class, WebServerSslBundle.class })
	@ConditionalOnWebApplication
	@ConditionalOnBooleanProperty("migration.startup-probe.enabled")
	static class StartupProbeConfiguration {

		@Bean
		StartupProbe migrationStartupProbe(MigrationProperties properties, Environment environment,
				ObjectProvider<SslBundles> bundles) {
			boolean blocks = properties.mode() == MigrationMode.MIGRATE || properties.mode() == MigrationMode.WAIT;
			boolean command = StringUtils.hasText(environment.getProperty("migration.command"));
			return (blocks && !command) ? new StartupProbe(new StartupProbePort(environment, bundles::getIfAvailable))
					: new StartupProbe(() -> null);
		}

	}

}
