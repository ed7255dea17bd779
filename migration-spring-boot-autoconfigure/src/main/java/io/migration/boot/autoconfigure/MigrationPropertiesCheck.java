// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.migration.ContractMode;
import io.migration.HazardOptions;
import io.migration.InstanceIdentity;
import io.migration.MigrationVersion;
import io.migration.Severity;
import io.migration.hazard.rule.HazardRules;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.StringUtils;

/**
 * Refuses values that the engine would refuse too, but with the name of the property, so
 * that the failure tells where it was set.
 */
class MigrationPropertiesCheck {

	private final MigrationProperties properties;

	MigrationPropertiesCheck(MigrationProperties properties) {
		this.properties = properties;
	}

	void run(InstanceIdentity identity) {
		durations();
		backfill();
		contract(identity);
		texts();
		prefixes();
		MigrationProperties.Naming naming = this.properties.naming();
		new BackfillThrottleCheck(this.properties.backfill().throttle()).run();
		notEmpty("migration.locations", this.properties.locations());
		notEmpty("migration.naming.suffixes", naming.suffixes());
		hazard();
		valid(MigrationVersion.parse(this.properties.baselineVersion()) != null, "migration.baseline-version",
				this.properties.baselineVersion(), "Use digits separated by '.' or '_', such as 1.2.");
	}

	private void durations() {
		MigrationProperties.LockRetry retry = this.properties.lockRetry();
		notNegative("migration.lock-timeout", this.properties.lockTimeout());
		notNegative("migration.statement-timeout", this.properties.statementTimeout());
		notNegative("migration.online-timeout", this.properties.onlineTimeout());
		notNegative("migration.lock-retry.budget", retry.budget());
		positive("migration.lock-retry.initial-delay", retry.initialDelay());
		positive("migration.lock-retry.max-delay", retry.maxDelay());
		positive("migration.lock.wait-timeout", this.properties.lock().waitTimeout());
		positive("migration.wait-timeout", this.properties.waitTimeout());
		notNegative("migration.shutdown.grace", this.properties.shutdown().grace());
		positive("migration.progress-interval", this.properties.progressInterval());
	}

	private void backfill() {
		MigrationProperties.Backfill backfill = this.properties.backfill();
		positive("migration.backfill.target-time", backfill.targetTime());
		positive("migration.backfill.lock-timeout", backfill.lockTimeout());
		valid(backfill.batchSize() > 0, "migration.backfill.batch-size", backfill.batchSize(),
				"It has to be at least 1.");
		valid(backfill.passes() > 1, "migration.backfill.passes", backfill.passes(),
				"It has to be at least 2: a backfill is complete when a pass changed nothing.");
	}

	private void contract(InstanceIdentity identity) {
		MigrationProperties.Contract contract = this.properties.contract();
		notNegative("migration.contract.soak", contract.soak());
		valid(contract.mode() != ContractMode.AFTER_ROLLOUT || identity.application() != null,
				"migration.contract.mode", "after-rollout",
				"It needs to know which instances belong to this application: set spring.application.name or "
						+ "migration.application.");
	}

	private void texts() {
		MigrationProperties.Naming naming = this.properties.naming();
		hasText("migration.baseline-description", this.properties.baselineDescription());
		hasText("migration.history.table", this.properties.history().table());
		hasText("migration.naming.undo-prefix", naming.undoPrefix());
		hasText("migration.naming.repeatable-prefix", naming.repeatablePrefix());
		hasText("migration.naming.separator", naming.separator());
	}

	private void hazard() {
		MigrationProperties.Hazard hazard = this.properties.hazard();
		String since = hazard.since();
		valid(!StringUtils.hasText(since) || MigrationVersion.parse(since) != null, "migration.hazard.since",
				String.valueOf(since), "Use digits separated by '.' or '_', such as 1.2.");
		String server = hazard.serverVersion();
		valid(!StringUtils.hasText(server) || HazardOptions.isServerVersion(server), "migration.hazard.server-version",
				String.valueOf(server), "Use a number such as 15 or 14.2.");
		for (Map.Entry<String, Severity> severity : hazard.severity().entrySet()) {
			String mistake = HazardRules.unknown(severity.getKey());
			valid(mistake == null, "migration.hazard.severity." + severity.getKey(), severity.getValue(),
					String.valueOf(mistake));
		}
	}

	private void prefixes() {
		MigrationProperties.Naming naming = this.properties.naming();
		String version = naming.versionPrefix();
		valid(!naming.undoPrefix().equals(version), "migration.naming.undo-prefix", naming.undoPrefix(),
				"It has to differ from migration.naming.version-prefix.");
		valid(!naming.repeatablePrefix().equals(version), "migration.naming.repeatable-prefix",
				naming.repeatablePrefix(), "It has to differ from migration.naming.version-prefix.");
		valid(!naming.repeatablePrefix().equals(naming.undoPrefix()), "migration.naming.repeatable-prefix",
				naming.repeatablePrefix(), "It has to differ from migration.naming.undo-prefix.");
	}

	private static void notNegative(String name, Duration value) {
		valid(!value.isNegative(), name, value, "It must not be negative.");
	}

	private static void positive(String name, Duration value) {
		valid(value.toMillis() > 0, name, value, "It has to be at least 1ms.");
	}

	private static void hasText(String name, String value) {
		valid(StringUtils.hasText(value), name, value, "It must not be empty.");
	}

	private static void notEmpty(String name, List<String> value) {
		valid(!value.isEmpty(), name, value, "It must not be empty.");
	}

	private static void valid(boolean valid, String name, Object value, String reason) {
		if (!valid) {
			throw new InvalidConfigurationPropertyValueException(name, value, reason);
		}
	}

}
