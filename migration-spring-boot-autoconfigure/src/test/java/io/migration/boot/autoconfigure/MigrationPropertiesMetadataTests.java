// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the generated metadata of all properties.
 */
class MigrationPropertiesMetadataTests {

	private static final Set<String> WITHOUT_LITERAL_DEFAULT = Set.of("migration.action", "migration.application",
			"migration.application-version", "migration.as", "migration.command",
			"migration.datasource.driver-class-name", "migration.datasource.password", "migration.datasource.url",
			"migration.datasource.username", "migration.folder", "migration.hazard.server-version",
			"migration.hazard.severity", "migration.hazard.since", "migration.history.schema", "migration.name",
			"migration.placeholders", "migration.rows-per-second", "migration.schema", "migration.steps",
			"migration.target", "migration.version");

	private static final Map<String, Map<String, Object>> properties = new TreeMap<>();

	private static List<Map<String, Object>> hints = List.of();

	@BeforeAll
	@SuppressWarnings("unchecked")
	static void readMetadata() throws IOException, URISyntaxException {
		Path classes = Path.of(MigrationProperties.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		String json = Files.readString(classes.resolve("META-INF/spring-configuration-metadata.json"));
		Map<String, Object> metadata = JsonParserFactory.getJsonParser().parseMap(json);
		((List<Map<String, Object>>) metadata.get("properties"))
			.forEach((property) -> properties.put((String) property.get("name"), property));
		hints = (List<Map<String, Object>>) metadata.get("hints");
	}

	@Test
	void propertiesAreThoseOfTheContract() {
		assertThat(properties.keySet().stream().filter((name) -> name.startsWith("migration."))).containsExactly(
				"migration.accept-data-loss", "migration.action", "migration.application",
				"migration.application-version", "migration.as", "migration.backfill.batch-size",
				"migration.backfill.lock-timeout", "migration.backfill.on-error", "migration.backfill.passes",
				"migration.backfill.target-time", "migration.backfill.throttle.active-connections.critical",
				"migration.backfill.throttle.active-connections.enabled",
				"migration.backfill.throttle.active-connections.high",
				"migration.backfill.throttle.application-latency.critical",
				"migration.backfill.throttle.application-latency.critical-max",
				"migration.backfill.throttle.application-latency.enabled",
				"migration.backfill.throttle.application-latency.high",
				"migration.backfill.throttle.application-latency.high-max",
				"migration.backfill.throttle.lock-waits.critical", "migration.backfill.throttle.lock-waits.enabled",
				"migration.backfill.throttle.lock-waits.high", "migration.backfill.throttle.replication-lag.critical",
				"migration.backfill.throttle.replication-lag.critical-size",
				"migration.backfill.throttle.replication-lag.enabled",
				"migration.backfill.throttle.replication-lag.high",
				"migration.backfill.throttle.replication-lag.high-size", "migration.backfill.throttle.rows-per-second",
				"migration.backfill.throttle.traffic.batch-time", "migration.backfill.throttle.traffic.critical",
				"migration.backfill.throttle.traffic.enabled", "migration.backfill.throttle.traffic.high",
				"migration.backfill.throttle.traffic.share", "migration.backfill.worker",
				"migration.baseline-description", "migration.baseline-on-migrate", "migration.baseline-version",
				"migration.command", "migration.connect", "migration.contract.mode", "migration.contract.soak",
				"migration.create-schemas", "migration.datasource.driver-class-name", "migration.datasource.password",
				"migration.datasource.url", "migration.datasource.username", "migration.enabled",
				"migration.endpoint.rollback", "migration.fix", "migration.folder", "migration.format",
				"migration.hazard.mode", "migration.hazard.server-version", "migration.hazard.severity",
				"migration.hazard.since", "migration.history.schema", "migration.history.store-sql",
				"migration.history.table", "migration.locations", "migration.lock-retry.budget",
				"migration.lock-retry.initial-delay", "migration.lock-retry.max-delay", "migration.lock-timeout",
				"migration.lock.type", "migration.lock.wait-timeout", "migration.mode", "migration.name",
				"migration.naming.repeatable-prefix", "migration.naming.separator", "migration.naming.suffixes",
				"migration.naming.undo-prefix", "migration.naming.version-prefix", "migration.on-ahead",
				"migration.online-timeout", "migration.out-of-order", "migration.placeholders",
				"migration.placeholders-strict", "migration.progress-interval", "migration.rows-per-second",
				"migration.schema", "migration.shutdown.grace", "migration.startup-probe.enabled",
				"migration.statement-timeout", "migration.steps", "migration.target", "migration.version",
				"migration.wait-timeout");
	}

	@Test
	void propertiesStayInTheirNamespaces() {
		assertThat(properties.keySet()).allMatch((name) -> name.matches("(migration|management)\\.[a-z.-]+"));
	}

	@Test
	void descriptionsFollowTheRules() {
		assertThat(properties).allSatisfy((name, property) -> {
			String description = (String) property.get("description");
			assertThat(description).as(name).isNotBlank().matches("[A-Z].*\\.").doesNotMatch("(A|An|The) .*");
			assertThat(description).as(name).doesNotContain("<", "{@", "  ");
			if (property.get("type").equals("java.lang.Boolean")) {
				assertThat(description).as(name).matches("(Whether|Enable) .*");
			}
			if (((String) property.get("type")).startsWith("java.util.List")) {
				assertThat(description).as(name).startsWith("Comma-separated list of ");
			}
		});
	}

	@Test
	void descriptionsBelongToTheirProperties() {
		assertThat(properties.values().stream().map((property) -> property.get("description"))).doesNotHaveDuplicates();
		assertThat(properties.get("migration.application")).containsEntry("description",
				"Name of the application in the register of instances. Defaults to \"spring.application.name\".");
		assertThat(properties.get("migration.placeholders")).containsEntry("description",
				"Values for placeholders in scripts, by name.");
	}

	@Test
	void everyLiteralDefaultIsTold() {
		assertThat(properties.values()
			.stream()
			.filter((property) -> !property.containsKey("defaultValue"))
			.map((property) -> (String) property.get("name"))
			.filter((name) -> name.startsWith("migration."))).hasSameElementsAs(WITHOUT_LITERAL_DEFAULT);
	}

	@Test
	void toldDefaultsAreThoseThatApply() {
		Map<String, Object> told = new HashMap<>();
		properties.forEach((name, property) -> {
			if (property.get("defaultValue") != null) {
				told.put(name, property.get("defaultValue"));
			}
		});
		assertThat(BoundProperties.of(told)).isEqualTo(BoundProperties.of());
	}

	@Test
	@SuppressWarnings("unchecked")
	void hintsNamePropertiesAndValidValues() {
		Set<String> hinted = new TreeSet<>();
		for (Map<String, Object> hint : hints) {
			String name = (String) hint.get("name");
			hinted.add(name);
			for (Map<String, Object> value : (List<Map<String, Object>>) hint.get("values")) {
				assertThat(BoundProperties.of(name + "=" + value.get("value"))).isNotNull();
				assertThat((String) value.get("description")).matches("[A-Z].*\\.");
			}
		}
		assertThat(properties.keySet()).containsAll(hinted);
		assertThat(hinted).containsExactly("migration.contract.mode", "migration.hazard.mode", "migration.locations",
				"migration.lock.type", "migration.mode", "migration.on-ahead", "migration.out-of-order");
	}

	@Test
	@SuppressWarnings("unchecked")
	void everyModeIsOffered() {
		List<Object> values = hints.stream()
			.filter((hint) -> hint.get("name").equals("migration.mode"))
			.flatMap((hint) -> ((List<Map<String, Object>>) hint.get("values")).stream())
			.map((value) -> value.get("value"))
			.toList();
		assertThat(values).containsExactly("migrate", "background", "wait", "validate");
		assertThat(MigrationMode.values()).extracting((mode) -> mode.name().toLowerCase(Locale.ROOT))
			.containsExactly("migrate", "background", "wait", "validate");
	}

}
