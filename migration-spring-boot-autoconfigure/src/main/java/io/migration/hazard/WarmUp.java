// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.util.concurrent.ForkJoinPool;

import io.migration.hazard.effect.EffectModel;
import io.migration.hazard.rule.HazardRules;
import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.schema.ServerVersion;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.StatementReader;
import io.migration.sql.SqlDialect;
import io.migration.sql.SqlStatement;

/**
 * Loads in another thread what judges statements, while files are looked for. A fresh JVM
 * needs longer for that than to judge hundreds of statements.
 */
final class WarmUp {

	private static final String COMMON = """
			CREATE TABLE a (id bigint PRIMARY KEY, name text NOT NULL DEFAULT 'x');
			CREATE TABLE b (id bigint PRIMARY KEY, a_id bigint REFERENCES a (id), CHECK (id > 0));
			CREATE INDEX a_name ON a (name);
			ALTER TABLE a ADD COLUMN note text, ALTER COLUMN name SET NOT NULL;
			CREATE VIEW v AS SELECT a.id FROM a JOIN b ON b.a_id = a.id;
			INSERT INTO a (id, name) VALUES (1, 'x');
			UPDATE a SET name = 'y' WHERE id = 1;
			DROP TABLE b CASCADE;
			""";

	private WarmUp() {
	}

	static void begin() {
		ForkJoinPool.commonPool().execute(WarmUp::run);
	}

	private static void run() {
		HazardRules.all();
		SchemaModel schema = new SchemaModel(ServerVersion.NEWEST);
		for (SqlStatement statement : SqlDialect.postgresql().read(COMMON).statements()) {
			SqlAction action = StatementReader.read(statement);
			EffectModel.of(action, schema, true);
			schema.apply(action);
		}
	}

}
