// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migration.ContractMode;
import io.migration.ContractOptions;
import io.migration.ExecutionOptions;
import io.migration.HazardMode;
import io.migration.HazardOptions;
import io.migration.HistoryOptions;
import io.migration.InstanceIdentity;
import io.migration.LockOptions;
import io.migration.LockType;
import io.migration.MigrationOptions;
import io.migration.MigrationVersion;
import io.migration.OnAhead;
import io.migration.OutOfOrder;
import io.migration.PlanOptions;
import io.migration.ScriptOptions;
import io.migration.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationOptionsMapper} and {@link MigrationPropertiesCheck}.
 */
class MigrationOptionsMapperTests {

	private static final InstanceIdentity IDENTITY = new InstanceIdentity("i", "shop", "1.2", "host");

	@Test
	void defaultsAreThoseOfTheEngine() {
		MigrationOptions expected = MigrationOptions.builder().identity(IDENTITY).build();
		assertThat(map()).isEqualTo(expected);
	}

	@Test
	void schemaIsMapped() {
		assertThat(map("migration.schema=shop").schema()).isEqualTo("shop");
	}

	@Test
	void emptySchemasAreNone() {
		MigrationOptions options = map("migration.schema=", "migration.history.schema=");
		assertThat(options.schema()).isNull();
		assertThat(options.history().schema()).isNull();
	}

	@Test
	void scriptsAreMapped() {
		ScriptOptions scripts = map("migration.locations=classpath:a,filesystem:b", "migration.naming.version-prefix=",
				"migration.naming.undo-prefix=undo", "migration.naming.repeatable-prefix=again",
				"migration.naming.separator=-", "migration.naming.suffixes=.sql,.pgsql", "migration.placeholders.a.b=1",
				"migration.placeholders.table_prefix=2", "migration.placeholders.tableSuffix=3",
				"migration.placeholders-strict=true")
			.scripts();
		assertThat(scripts).isEqualTo(new ScriptOptions(List.of("classpath:a", "filesystem:b"), "", "undo", "again",
				"-", List.of(".sql", ".pgsql"), Map.of("a.b", "1", "table_prefix", "2", "tableSuffix", "3"), true));
	}

	@Test
	void historyIsMapped() {
		HistoryOptions history = map("migration.history.table=changes", "migration.history.schema=ops",
				"migration.history.store-sql=false")
			.history();
		assertThat(history).isEqualTo(new HistoryOptions("changes", "ops", false));
	}

	@Test
	void lockIsMapped() {
		LockOptions lock = map("migration.lock.type=session", "migration.lock.wait-timeout=1m").lock();
		assertThat(lock).isEqualTo(new LockOptions(LockType.SESSION, Duration.ofMinutes(1)));
	}

	@Test
	void executionIsMapped() {
		ExecutionOptions execution = map("migration.lock-timeout=1s", "migration.statement-timeout=2s",
				"migration.online-timeout=3s", "migration.lock-retry.budget=4s",
				"migration.lock-retry.initial-delay=5s", "migration.lock-retry.max-delay=6s",
				"migration.progress-interval=7s")
			.execution();
		assertThat(execution)
			.isEqualTo(new ExecutionOptions(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3),
					Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(6), Duration.ofSeconds(7)));
	}

	@Test
	void planIsMapped() {
		PlanOptions plan = map("migration.out-of-order=allow", "migration.on-ahead=fail",
				"migration.baseline-on-migrate=true", "migration.baseline-version=2.10",
				"migration.baseline-description=taken over", "migration.create-schemas=true")
			.plan();
		assertThat(plan).isEqualTo(
				new PlanOptions(OutOfOrder.ALLOW, OnAhead.FAIL, true, MigrationVersion.of("2.10"), "taken over", true));
	}

	@Test
	void contractIsMapped() {
		ContractOptions contract = map("migration.contract.mode=after-rollout", "migration.contract.soak=1h")
			.contract();
		assertThat(contract).isEqualTo(new ContractOptions(ContractMode.AFTER_ROLLOUT, Duration.ofHours(1),
				ContractOptions.DEFAULTS.expiry(), Set.of()));
	}

	@Test
	void endOfARolloutIsNotSeenWithoutANameOfTheApplication() {
		InstanceIdentity nobody = new InstanceIdentity("i", null, "1.2", "host");
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> new MigrationOptionsMapper(BoundProperties.of("migration.contract.mode=after-rollout"))
				.map(nobody))
			.satisfies((ex) -> {
				assertThat(ex.getName()).isEqualTo("migration.contract.mode");
				assertThat(ex.getReason()).contains("set spring.application.name or migration.application");
			});
	}

	@Test
	void hazardIsMapped() {
		HazardOptions hazard = map("migration.hazard.mode=fail", "migration.hazard.severity.drop-table=off",
				"migration.hazard.severity.set-not-null=info", "migration.hazard.since=12",
				"migration.hazard.server-version=15.2")
			.hazard();
		assertThat(hazard).isEqualTo(new HazardOptions(HazardMode.FAIL,
				Map.of("drop-table", Severity.OFF, "set-not-null", Severity.INFO), MigrationVersion.of("12"), "15.2"));
	}

	@Test
	void hazardModeMayBeOffInYaml() {
		assertThat(map("migration.hazard.mode=false").hazard().mode()).isEqualTo(HazardMode.OFF);
	}

	@Test
	void identityIsTakenOver() {
		assertThat(map().identity()).isEqualTo(IDENTITY);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					migration.lock-timeout                | -1s     | It must not be negative.
					migration.statement-timeout           | -1s     | It must not be negative.
					migration.online-timeout              | -1s     | It must not be negative.
					migration.lock-retry.budget           | -1s     | It must not be negative.
					migration.lock-retry.initial-delay    | 0s      | It has to be at least 1ms.
					migration.lock-retry.max-delay        | 0s      | It has to be at least 1ms.
					migration.lock.wait-timeout           | 0s      | It has to be at least 1ms.
					migration.wait-timeout                | 0s      | It has to be at least 1ms.
					migration.shutdown.grace              | -1s     | It must not be negative.
					migration.progress-interval           | 0s      | It has to be at least 1ms.
					migration.contract.soak               | -1s     | It must not be negative.
					migration.baseline-version            | one     | Use digits separated by '.' or '_', such as 1.2.
					migration.hazard.since                | one     | Use digits separated by '.' or '_', such as 1.2.
					migration.hazard.server-version       | 9.6.1   | Use a number such as 15 or 14.2.
					migration.hazard.severity.drop-tables | info    | There is no hazard rule 'drop-tables'. Did you mean 'drop-table'?
					migration.baseline-description        | ''      | It must not be empty.
					migration.history.table               | ''      | It must not be empty.
					migration.locations                   | ''      | It must not be empty.
					migration.naming.suffixes             | ''      | It must not be empty.
					migration.naming.undo-prefix          | ''      | It must not be empty.
					migration.naming.repeatable-prefix    | ''      | It must not be empty.
					migration.naming.separator            | ''      | It must not be empty.
					migration.naming.undo-prefix          | V       | It has to differ from migration.naming.version-prefix.
					migration.naming.repeatable-prefix    | V       | It has to differ from migration.naming.version-prefix.
					migration.naming.repeatable-prefix    | U       | It has to differ from migration.naming.undo-prefix.
					""")
	void invalidValueNamesItsProperty(String name, String value, String reason) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> map(name + "=" + value))
			.satisfies((ex) -> {
				assertThat(ex.getName()).isEqualTo(name);
				assertThat(ex.getReason()).isEqualTo(reason);
			});
	}

	private static MigrationOptions map(String... pairs) {
		return new MigrationOptionsMapper(BoundProperties.of(pairs)).map(IDENTITY).build();
	}

}
