// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.schema.ServerVersion;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.StatementReader;
import io.migration.sql.SqlDialect;
import io.migration.sql.SqlStatement;
import io.migration.sql.SqlSyntaxException;
import io.migration.sql.TransactionUse;

/**
 * A statement of the exam on one version: what it was measured to do, and what the models
 * say.
 */
final class LockExam {

	private static final Set<String> TABLES = Set.of("table", "partitioned table", "materialized view");

	private static final Pattern ZONE = Pattern.compile("SET timezone = ''([^']+)''");

	private final List<Map<String, String>> rows;

	private final int version;

	private final List<String> mistakes = new ArrayList<>();

	private int tables;

	private int wrongTables;

	private boolean tooLow;

	private boolean complete;

	private LockExam(List<Map<String, String>> rows, int version) {
		this.rows = rows;
		this.version = version;
	}

	static List<LockExam> all(int version) {
		Map<String, String> setups = new HashMap<>();
		LockMeasurement.table("exam-setups.csv").forEach((row) -> setups.put(row.get("setup"), row.get("sql")));
		Map<String, List<Map<String, String>>> byId = new LinkedHashMap<>();
		LockMeasurement.table("exam-locks.csv")
			.forEach((row) -> byId.computeIfAbsent(row.get("id"), (id) -> new ArrayList<>()).add(row));
		return byId.values()
			.stream()
			.filter((rows) -> !rows.get(0).get("error" + version).startsWith("set-up"))
			.map((rows) -> new LockExam(rows, version).compare(setups.get(rows.get(0).get("setup"))))
			.toList();
	}

	String id() {
		return this.rows.get(0).get("id");
	}

	boolean agrees() {
		return this.mistakes.isEmpty();
	}

	boolean isTooLow() {
		return this.tooLow;
	}

	boolean isComplete() {
		return this.complete;
	}

	int tables() {
		return this.tables;
	}

	int rightTables() {
		return this.tables - this.wrongTables;
	}

	@Override
	public String toString() {
		return id() + " on " + this.version + ": " + this.rows.get(0).get("statement") + "\n  "
				+ String.join("\n  ", this.mistakes) + "\n";
	}

	private LockExam compare(String setup) {
		try {
			compare(predict(setup));
		}
		catch (SqlSyntaxException ex) {
			this.mistakes.add(ex.getMessage());
		}
		return this;
	}

	private StatementEffect predict(String setup) {
		SchemaModel schema = new SchemaModel(new ServerVersion(this.version, 3));
		Matcher zone = ZONE.matcher(setup);
		if (zone.find()) {
			schema.settings().begin("timezone", zone.group(1));
		}
		read(setup).forEach((statement) -> schema.apply(StatementReader.read(statement)));
		schema.beginMigration();
		List<SqlStatement> statements = read(this.rows.get(0).get("statement"));
		boolean transaction = statements.stream()
			.allMatch((statement) -> statement.transactionUse() != TransactionUse.FORBIDDEN);
		EffectBuilder all = new EffectBuilder(schema, transaction);
		for (SqlStatement statement : statements) {
			SqlAction action = StatementReader.read(statement);
			all.add(EffectModel.of(statement, action, schema, transaction));
			schema.apply(action);
		}
		return all.build();
	}

	private static List<SqlStatement> read(String text) {
		return SqlDialect.postgresql().read(text).statements();
	}

	private void compare(StatementEffect effect) {
		this.complete = effect.complete();
		String error = this.rows.get(0).get("error" + this.version);
		if (error.isEmpty() == (effect.failure() != null)) {
			this.mistakes.add("measured " + (error.isEmpty() ? "no error" : error) + ", predicted " + effect.failure());
		}
		if (error.isEmpty()) {
			this.rows.stream().filter((row) -> TABLES.contains(row.get("kind"))).forEach((row) -> compare(row, effect));
		}
	}

	private void compare(Map<String, String> row, StatementEffect effect) {
		this.tables++;
		TableEffect table = find(row.get("relation"), effect);
		String measured = row.get("lock" + this.version) + rest(row);
		String predicted = (table != null) ? table.mode().name().replace('_', ' ') : "none";
		this.tooLow |= rank(predicted) < rank(row.get("lock" + this.version));
		predicted += (table != null && table.rewrite() != Likelihood.NO) ? ", rewrite" : "";
		predicted += (table != null && table.scan() != Likelihood.NO) ? ", scan" : "";
		if (!plain(measured).equals(plain(predicted))) {
			this.wrongTables++;
			this.mistakes.add(row.get("relation") + " measured " + measured + ", predicted " + predicted);
		}
	}

	private String rest(Map<String, String> row) {
		String rewrite = row.get("rewrite" + this.version).equals("yes") ? ", rewrite" : "";
		return rewrite + (row.get("scan" + this.version).equals("yes") ? ", scan" : "");
	}

	// Nobody waits for ACCESS SHARE, so it is not told from no lock at all
	private static String plain(String text) {
		return text.replace("ACCESS SHARE", "none");
	}

	private static TableEffect find(String relation, StatementEffect effect) {
		TableEffect found = null;
		for (TableEffect table : effect.tables()) {
			String name = table.table().name();
			boolean named = relation.equals(name) || relation.equals(table.table().schema() + "." + name);
			boolean stronger = found == null || table.mode().compareTo(found.mode()) > 0;
			found = (table.isExisting() && named && stronger) ? table : found;
		}
		return found;
	}

	private static int rank(String mode) {
		for (LockMode known : LockMode.values()) {
			if (known != LockMode.ACCESS_SHARE && known.name().replace('_', ' ').equals(mode)) {
				return known.ordinal();
			}
		}
		return -1;
	}

}
