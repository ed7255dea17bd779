// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.Set;
import java.util.TreeSet;

import io.migration.hazard.statement.StatementReader;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlDialect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which columns a view needs.
 */
class ViewModelTests {

	private final SchemaModel schema = new SchemaModel(ServerVersion.NEWEST);

	@BeforeEach
	void createTables() {
		apply("CREATE TABLE a (id int PRIMARY KEY, name text, at date)");
		apply("CREATE TABLE b (id int PRIMARY KEY, a_id int, title text)");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					SELECT name FROM a                                                       | a.name
					SELECT x.name FROM a AS x                                                | a.name
					SELECT x.name, b.id FROM a x JOIN b ON x.id = b.a_id                     | a.id a.name b.a_id b.id
					SELECT name, title FROM a, b WHERE at > now()                            | a.at a.name b.title
					SELECT * FROM a                                                          | a.at a.id a.name
					SELECT b.*, at FROM a CROSS JOIN b                                       | a.at b.a_id b.id b.title
					SELECT id FROM a JOIN b USING (id)                                       | a.id b.id
					SELECT count(*) FROM a                                                   |
					SELECT row_to_json(a.*) FROM a                                           |
					SELECT title AS name FROM b                                              | b.title
					SELECT title name FROM b ORDER BY name                                   | b.title
					SELECT s.name FROM (SELECT title AS name FROM b) s                       | b.title
					SELECT (SELECT max(title) FROM b WHERE a_id = a.id) AS name FROM a       | a.id b.a_id b.title
					SELECT name FROM a WHERE EXISTS (SELECT 1 FROM b WHERE a_id = at)        | a.at a.name b.a_id
					WITH a AS (SELECT title FROM b) SELECT title FROM a                      | b.title
					WITH x (name) AS (SELECT title FROM b) SELECT name FROM x                | b.title
					WITH RECURSIVE x AS (SELECT id FROM a UNION ALL SELECT id FROM x) SELECT * FROM x | a.id
					SELECT id FROM a UNION SELECT a_id FROM b                                | a.id b.a_id
					SELECT id::text::date, CAST(title AS date) FROM b                        | b.id b.title
					SELECT extract(name FROM at), date '2026-01-01' FROM a                   | a.at
					SELECT CASE WHEN at IS NULL THEN 1 ELSE 2 END name FROM a                | a.at
					SELECT a.id FROM a LEFT JOIN (b JOIN b c ON b.id = c.a_id) ON left(a.name, 1) = c.title | a.id a.name b.a_id b.id b.title
					SELECT id FROM a, LATERAL (SELECT title FROM b WHERE a_id = a.id) l GROUP BY id HAVING max(title) > '' | a.id b.a_id b.title
					SELECT name FROM a, generate_series(1, id) AS g (n)                      | a.id a.name
					SELECT x.n FROM a x (n, m)                                               |
					TABLE b                                                                  | b.a_id b.id b.title
					(SELECT id FROM a) UNION ALL (SELECT id FROM b)                          | a.id b.id
					VALUES (1), (2)                                                          |
					""")
	void columnsAreFoundWhereTheQueryTakesThemFrom(String query, String columns) {
		apply("CREATE VIEW v AS " + query);
		assertThat(String.join(" ", used("v"))).isEqualTo((columns != null) ? columns : "");
	}

	@Test
	void viewsMayReadViews() {
		apply("CREATE VIEW v (n, t) AS SELECT name, title FROM a, b; CREATE VIEW w AS SELECT n, (SELECT at FROM a LIMIT 1) FROM v");
		apply("CREATE MATERIALIZED VIEW x AS SELECT n, at FROM w");
		assertThat(used("w")).containsExactly("a.at", "v.n");
		assertThat(used("x")).containsExactly("w.at", "w.n");
	}

	@Test
	void columnThatIsAddedLaterIsInNoViewOfBefore() {
		apply("CREATE VIEW v AS SELECT * FROM a; ALTER TABLE a ADD COLUMN later int");
		assertThat(table("v").view().mayUse(table("a"), "later")).isFalse();
	}

	@Test
	void viewsFollowNewNames() {
		apply("CREATE VIEW v AS SELECT name FROM a; ALTER TABLE a RENAME COLUMN name TO title; ALTER TABLE a RENAME TO c");
		assertThat(used("v")).containsExactly("c.title");
	}

	@Test
	void viewThatIsReplacedNeedsNothingFromBefore() {
		apply("CREATE VIEW v AS SELECT name FROM a; CREATE OR REPLACE VIEW v AS SELECT title AS name FROM b");
		assertThat(used("v")).containsExactly("b.title");
		assertThat(table("a").links().readBy()).isEmpty();
	}

	@Test
	void columnOfTableThatIsKnownInPartMayBeUsed() {
		apply("CREATE VIEW v AS SELECT id, other, p.mine FROM a, p");
		ViewModel view = table("v").view();
		assertThat(view.uses(table("p"), "mine")).isTrue();
		assertThat(view.uses(table("p"), "other")).isFalse();
		assertThat(view.mayUse(table("p"), "other")).isTrue();
		assertThat(view.mayUse(table("p"), "more")).isFalse();
		apply("CREATE VIEW w AS SELECT * FROM p");
		assertThat(table("w").view().mayUse(table("p"), "more")).isTrue();
	}

	@Test
	void viewGoesWithItsColumn() {
		apply("CREATE VIEW v AS SELECT name FROM a; CREATE VIEW w AS SELECT name FROM v; ALTER TABLE a DROP COLUMN at CASCADE");
		assertThat(table("w")).isNotNull();
		apply("ALTER TABLE a DROP COLUMN name CASCADE");
		assertThat(table("v")).isNull();
		assertThat(table("w")).isNull();
	}

	private Set<String> used(String view) {
		Set<String> used = new TreeSet<>();
		for (TableModel table : this.schema.tables()) {
			for (String column : Set.of("id", "name", "at", "a_id", "title", "n", "t")) {
				if (table(view).view().uses(table, column)) {
					used.add(table.name().name() + "." + column);
				}
			}
		}
		return used;
	}

	private TableModel table(String name) {
		return this.schema.table(new QualifiedName(null, name));
	}

	private void apply(String script) {
		SqlDialect.postgresql()
			.read(script)
			.statements()
			.forEach((statement) -> this.schema.apply(StatementReader.read(statement)));
	}

}
