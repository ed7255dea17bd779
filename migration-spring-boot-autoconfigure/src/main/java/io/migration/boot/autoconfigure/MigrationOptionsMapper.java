// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.Set;

import io.migration.BackfillSettings;
import io.migration.ContractOptions;
import io.migration.ExecutionOptions;
import io.migration.HazardOptions;
import io.migration.HistoryOptions;
import io.migration.InstanceIdentity;
import io.migration.LockOptions;
import io.migration.MigrationOptions;
import io.migration.MigrationVersion;
import io.migration.PlanOptions;
import io.migration.ScriptOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Turns properties into options of the engine.
 */
class MigrationOptionsMapper {

	private final MigrationProperties properties;

	MigrationOptionsMapper(MigrationProperties properties) {
		this.properties = properties;
	}

	MigrationOptions.Builder map(InstanceIdentity identity) {
		return map(identity, Set.of());
	}

	MigrationOptions.Builder map(InstanceIdentity identity, Set<String> roles) {
		new MigrationPropertiesCheck(this.properties).run(identity);
		return MigrationOptions.builder()
			.schema(textOrNull(this.properties.schema()))
			.identity(identity)
			.scripts(scripts())
			.history(history())
			.lock(lock())
			.execution(execution())
			.plan(plan())
			.backfill(backfill())
			.throttle(this.properties.backfill().throttle().options())
			.contract(contract(roles))
			.hazard(hazard());
	}

	private ScriptOptions scripts() {
		MigrationProperties.Naming naming = this.properties.naming();
		return new ScriptOptions(this.properties.locations(), naming.versionPrefix(), naming.undoPrefix(),
				naming.repeatablePrefix(), naming.separator(), naming.suffixes(), this.properties.placeholders(),
				this.properties.placeholdersStrict());
	}

	private HistoryOptions history() {
		MigrationProperties.History history = this.properties.history();
		return new HistoryOptions(history.table(), textOrNull(history.schema()), history.storeSql());
	}

	private LockOptions lock() {
		MigrationProperties.Lock lock = this.properties.lock();
		return new LockOptions(lock.type(), lock.waitTimeout());
	}

	private ExecutionOptions execution() {
		MigrationProperties.LockRetry retry = this.properties.lockRetry();
		return new ExecutionOptions(this.properties.lockTimeout(), this.properties.statementTimeout(),
				this.properties.onlineTimeout(), retry.budget(), retry.initialDelay(), retry.maxDelay(),
				this.properties.progressInterval());
	}

	private PlanOptions plan() {
		return new PlanOptions(this.properties.outOfOrder(), this.properties.onAhead(),
				this.properties.baselineOnMigrate(), MigrationVersion.of(this.properties.baselineVersion()),
				this.properties.baselineDescription(), this.properties.createSchemas());
	}

	private BackfillSettings backfill() {
		MigrationProperties.Backfill backfill = this.properties.backfill();
		return new BackfillSettings(backfill.targetTime(), backfill.batchSize(), backfill.passes(), backfill.onError(),
				backfill.lockTimeout());
	}

	private ContractOptions contract(Set<String> roles) {
		MigrationProperties.Contract contract = this.properties.contract();
		return new ContractOptions(contract.mode(), contract.soak(), ContractOptions.DEFAULTS.expiry(), roles);
	}

	private HazardOptions hazard() {
		MigrationProperties.Hazard hazard = this.properties.hazard();
		String since = textOrNull(hazard.since());
		return new HazardOptions(hazard.mode(), hazard.severity(), (since != null) ? MigrationVersion.of(since) : null,
				textOrNull(hazard.serverVersion()));
	}

	// An empty value is how a property with a placeholder says "not set"
	static @Nullable String textOrNull(@Nullable String value) {
		return StringUtils.hasText(value) ? value : null;
	}

}
