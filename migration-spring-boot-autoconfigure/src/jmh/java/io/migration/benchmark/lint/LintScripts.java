// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Migrations as a project writes them over the years: one of four makes a table with its
 * indexes, the others add, change and drop columns, constraints, indexes, views, functions
 * with triggers, types and rows of the tables that are there by then.
 */
final class LintScripts {

	// %1$d is the number of the script, %2$d a table, %3$d another one
	private static final String TABLE = """
			-- Ticket %1$d: what belongs to an entity of this kind
			CREATE TABLE entity_%1$d (
			    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
			    owner_id bigint NOT NULL REFERENCES entity_%2$d (id) ON DELETE CASCADE,
			    name varchar(200) NOT NULL,
			    status text NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'active', 'closed')),
			    amount numeric(12, 2),
			    settings jsonb NOT NULL DEFAULT '{}'::jsonb,
			    created_at timestamptz NOT NULL DEFAULT now(),
			    updated_at timestamp,
			    CONSTRAINT entity_%1$d_name UNIQUE (owner_id, name)
			);

			CREATE INDEX entity_%1$d_status_idx ON entity_%1$d (status, created_at DESC);
			CREATE INDEX entity_%1$d_active_idx ON entity_%1$d (owner_id) WHERE status = 'active';
			COMMENT ON TABLE entity_%1$d IS 'Kept for ten years, see the handbook';
			""";

	private static final String VIEW = """
			CREATE OR REPLACE VIEW report_%1$d AS
			SELECT a.id, a.name, count(b.id) AS parts, coalesce(sum(b.amount), 0) AS total
			  FROM entity_%2$d a
			  LEFT JOIN entity_%3$d b ON b.owner_id = a.id AND b.status <> 'closed'
			 WHERE a.created_at > now() - interval '1 year'
			 GROUP BY a.id, a.name;
			""";

	private static final String FUNCTION = """
			CREATE OR REPLACE FUNCTION touch_%1$d() RETURNS trigger LANGUAGE plpgsql AS $$
			BEGIN
			    IF NEW.amount IS DISTINCT FROM OLD.amount THEN
			        INSERT INTO entity_%3$d (owner_id, name) VALUES (NEW.id, 'changed; by a trigger');
			    END IF;
			    NEW.updated_at := now();
			    RETURN NEW;
			END
			$$;

			CREATE TRIGGER touch_%1$d BEFORE UPDATE ON entity_%2$d FOR EACH ROW EXECUTE FUNCTION touch_%1$d();
			""";

	private static final String ROWS = """
			INSERT INTO entity_%2$d (owner_id, name, status, amount) VALUES
			    (1, 'first', 'new', 10.50),
			    (1, 'it''s the second', 'active', 20),
			    (2, 'third', 'closed', NULL);
			UPDATE entity_%3$d SET status = 'closed' WHERE updated_at < now() - interval '2 years';
			""";

	private static final List<String> CHANGES = List.of("""
			ALTER TABLE entity_%2$d ADD COLUMN note_%1$d text, ADD COLUMN rank_%1$d integer NOT NULL DEFAULT 0;
			""", VIEW, """
			CREATE INDEX CONCURRENTLY IF NOT EXISTS entity_%2$d_amount_%1$d ON entity_%2$d (amount);
			""", ROWS, """
			ALTER TABLE entity_%2$d ADD COLUMN parent_%1$d bigint;
			ALTER TABLE entity_%2$d ADD CONSTRAINT parent_%1$d_fk FOREIGN KEY (parent_%1$d)
			    REFERENCES entity_%3$d (id) NOT VALID;
			ALTER TABLE entity_%2$d VALIDATE CONSTRAINT parent_%1$d_fk;
			""", FUNCTION, """
			ALTER TABLE entity_%2$d ALTER COLUMN name TYPE text;
			ALTER TABLE entity_%3$d ALTER COLUMN amount SET NOT NULL;
			""", """
			CREATE INDEX entity_%2$d_updated_%1$d ON entity_%2$d USING btree (updated_at);
			DROP INDEX IF EXISTS entity_%3$d_status_idx;
			""", VIEW, ROWS, """
			CREATE TYPE kind_%1$d AS ENUM ('small', 'large');
			ALTER TABLE entity_%2$d ADD COLUMN kind_%1$d kind_%1$d;
			GRANT SELECT, INSERT ON entity_%2$d TO PUBLIC;
			""", """
			ALTER TABLE entity_%2$d ADD CONSTRAINT positive_%1$d CHECK (amount >= 0);
			""", """
			ALTER TABLE entity_%2$d ADD COLUMN seen_%1$d timestamptz;
			UPDATE entity_%2$d SET seen_%1$d = created_at;
			""", """
			ALTER TABLE entity_%2$d DROP COLUMN IF EXISTS settings;
			DROP VIEW IF EXISTS report_%3$d;
			""", """
			ALTER TABLE entity_%2$d RENAME COLUMN created_at TO created_on_%1$d;
			""");

	private LintScripts() {
	}

	static Path write(Path folder, int count) throws IOException {
		List<Integer> tables = new ArrayList<>(List.of(1));
		for (int number = 1; number <= count; number++) {
			int one = tables.get(number * 31 % tables.size());
			int other = tables.get(number * 17 % tables.size());
			boolean isTable = number % 4 == 1;
			String template = isTable ? TABLE : CHANGES.get((number - 1 - number / 4) % CHANGES.size());
			Files.writeString(folder.resolve("V" + number + "__change.sql"), template.formatted(number, one, other));
			if (isTable) {
				tables.add(number);
			}
		}
		return folder;
	}

}
