// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.schema.ServerVersion;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.schema.TableSizes;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.StatementReader;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlDialect;
import io.migration.sql.SqlStatement;

/**
 * What the models say about the statement of a measurement, next to what was measured.
 */
final class LockPrediction {

	private static final Map<String, Integer> ROWS = Map.of("t", 20000, "r", 1000, "f", 5000, "s", 1000, "ul", 1000,
			"cc", 5000, "mv", 4999);

	private static final Pattern TIME_ZONE = Pattern.compile("\\[TimeZone=(.*?)]");

	private static final Pattern TABLE = Pattern.compile("([\\w.]+):\\d+x");

	private final LockMeasurement row;

	private final SchemaModel schema;

	private final StatementEffect effect;

	private LockPrediction(LockMeasurement row) {
		this.row = row;
		this.schema = new SchemaModel(new ServerVersion(row.version(), 0));
		apply(setup());
		ROWS.forEach((table, rows) -> TableSizes.set(this.schema, table, rows));
		this.schema.beginMigration();
		prepare(row.get("precondition"));
		this.schema.beginMigration();
		this.effect = run(row.get("statement"), row.inTransaction());
	}

	static LockPrediction of(LockMeasurement row) {
		return new LockPrediction(row);
	}

	private static String setup() {
		try (InputStream stream = LockPrediction.class.getResourceAsStream("/io/migration/hazard/locks-setup.sql")) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void prepare(String precondition) {
		Matcher zone = TIME_ZONE.matcher(precondition);
		if (zone.find()) {
			this.schema.settings().begin("timezone", zone.group(1));
		}
		apply(zone.replaceAll(""));
	}

	private void apply(String script) {
		for (SqlStatement statement : SqlDialect.postgresql().read(script).statements()) {
			this.schema.apply(StatementReader.read(statement));
		}
	}

	private StatementEffect run(String script, boolean inTransaction) {
		EffectBuilder all = new EffectBuilder(this.schema, inTransaction);
		for (SqlStatement statement : SqlDialect.postgresql().read(script).statements()) {
			SqlAction action = StatementReader.read(statement);
			all.add(EffectModel.of(statement, action, this.schema, inTransaction));
			this.schema.apply(action);
		}
		return all.build();
	}

	boolean fails() {
		return this.effect.failure() != null;
	}

	String predictedMode() {
		LockMode mode = fails() ? null : this.effect.strongest();
		return (mode != null) ? mode.serverName() : "";
	}

	String measuredMode() {
		return this.row.get("strongest_existing_table");
	}

	boolean predictsRewrite() {
		return !fails() && this.effect.tables()
			.stream()
			.filter(TableEffect::isExisting)
			.anyMatch((table) -> table.rewrite() != Likelihood.NO || !table.rebuiltIndexes().isEmpty());
	}

	boolean predictsScan() {
		return !fails() && this.effect.scans() != Likelihood.NO;
	}

	// Sequences are written anew as well, but they are no tables
	boolean measuredRewrite() {
		return this.row.get("rewrites").startsWith("yes") && !this.row.get("rewrites").endsWith("(sequence)");
	}

	boolean measuredScan() {
		return this.row.get("scans").startsWith("yes");
	}

	boolean agrees() {
		return fails() == this.row.failed() && predictedMode().equals(measuredMode())
				&& predictsRewrite() == measuredRewrite() && predictsScan() == measuredScan();
	}

	boolean isTooLow() {
		return rank(predictedMode()) < rank(measuredMode()) || measuredTables().entrySet()
			.stream()
			.anyMatch((table) -> rank(predictedTables().getOrDefault(table.getKey(), "")) < rank(table.getValue()));
	}

	// Also which tables, and which indexes
	boolean agreesInDetail() {
		return agrees() && predictedTables().equals(measuredTables()) && predictedScans().equals(measuredScans())
				&& predictedRewrites().equals(measuredRewrites());
	}

	private static int rank(String mode) {
		for (LockMode candidate : LockMode.values()) {
			if (candidate.serverName().equals(mode)) {
				return candidate.ordinal();
			}
		}
		return -1;
	}

	Map<String, String> predictedTables() {
		Map<String, String> tables = new TreeMap<>();
		for (TableEffect table : this.effect.tables()) {
			if (!fails() && table.isExisting() && table.isTable()) {
				tables.put(shortName(table.table()), table.mode().serverName());
			}
		}
		return tables;
	}

	Map<String, String> measuredTables() {
		Map<String, String> tables = new TreeMap<>();
		for (String lock : this.row.get("lock_modes").split("; ")) {
			int equals = lock.indexOf('=');
			if (equals > 0 && isTable(lock.substring(0, equals))) {
				String strongest = "";
				for (String mode : lock.substring(equals + 1).split("\\+")) {
					String plain = mode.replace("?waiting", "");
					strongest = (rank(plain) > rank(strongest)) ? plain : strongest;
				}
				tables.put(lock.substring(0, equals), strongest);
			}
		}
		return tables;
	}

	private boolean isTable(String name) {
		return !name.endsWith("[new]") && !name.startsWith("v") && !name.matches("sq|comp|.*_(idx|pkey|key|id|seq)")
				&& !this.row.get("rewrites").contains(name + "(index)") && this.isKnown(name);
	}

	private boolean isKnown(String name) {
		TableModel table = before().table(qualified(name));
		return table != null;
	}

	private SchemaModel before() {
		SchemaModel before = new SchemaModel(new ServerVersion(this.row.version(), 0));
		for (String script : new String[] { setup(), TIME_ZONE.matcher(this.row.get("precondition")).replaceAll("") }) {
			SqlDialect.postgresql()
				.read(script)
				.statements()
				.forEach((statement) -> before.apply(StatementReader.read(statement)));
		}
		return before;
	}

	private static QualifiedName qualified(String name) {
		int dot = name.indexOf('.');
		return (dot < 0) ? new QualifiedName(null, name)
				: new QualifiedName(name.substring(0, dot), name.substring(dot + 1));
	}

	private static String shortName(QualifiedName name) {
		return "public".equals(name.schema()) ? name.name() : name.schema() + "." + name.name();
	}

	TreeSet<String> predictedScans() {
		TreeSet<String> tables = new TreeSet<>();
		this.effect.tables()
			.stream()
			.filter((table) -> !fails() && table.isExisting() && table.scan() != Likelihood.NO)
			.forEach((table) -> tables.add(shortName(table.table())));
		return tables;
	}

	TreeSet<String> measuredScans() {
		TreeSet<String> tables = new TreeSet<>();
		Matcher matcher = TABLE.matcher(this.row.get("scans"));
		while (matcher.find()) {
			tables.add(matcher.group(1));
		}
		return tables;
	}

	TreeSet<String> predictedRewrites() {
		TreeSet<String> relations = new TreeSet<>();
		for (TableEffect table : this.effect.tables()) {
			if (!fails() && table.isExisting()) {
				if (table.rewrite() != Likelihood.NO) {
					relations.add(shortName(table.table()));
				}
				relations.addAll(table.rebuiltIndexes());
			}
		}
		return relations;
	}

	TreeSet<String> measuredRewrites() {
		TreeSet<String> relations = new TreeSet<>();
		if (measuredRewrite()) {
			for (String relation : this.row.get("rewrites").substring("yes: ".length()).split(", ")) {
				relations.add(relation.replaceAll("\\(.*\\)", ""));
			}
		}
		return relations;
	}

	@Override
	public String toString() {
		return "%s (%d): %s%n   predicted %s %s rewrites %s scans %s%n   measured  %s %s rewrites %s scans %s"
			.formatted(this.row.id(), this.row.version(), this.row.get("statement"), this.effect.failure(),
					predictedTables(), predictedRewrites(), predictedScans(), this.row.get("result"), measuredTables(),
					measuredRewrites(), measuredScans());
	}

}
