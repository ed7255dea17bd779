// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

/**
 * One statement of a script and what it is expected to change.
 *
 * @param sql the text, without a semicolon
 * @param effect what it changes
 * @param name what is inserted, created or dropped
 */
record Change(String sql, Effect effect, String name) {

	static Change table(String name) {
		return new Change("CREATE TABLE " + name + " (tag text NOT NULL)", Effect.NOTHING, name);
	}

	static Change dropTable(String name) {
		return new Change("DROP TABLE " + name, Effect.NOTHING, name);
	}

	static Change insert(String tag) {
		return new Change("INSERT INTO effects VALUES ('" + tag + "')", Effect.INSERT, tag);
	}

	static Change copy(String tag) {
		return new Change("COPY effects (tag) FROM stdin;\n" + tag + "\n\\.\n", Effect.INSERT, tag);
	}

	static Change procedure(String tag) {
		return new Change("DO $$ BEGIN INSERT INTO effects VALUES ('" + tag + "'); END $$", Effect.INSERT, tag);
	}

	static Change index(String name) {
		return new Change("CREATE INDEX CONCURRENTLY " + name + " ON effects (tag)", Effect.CREATE_INDEX, name);
	}

	static Change dropIndex(String name) {
		return new Change("DROP INDEX CONCURRENTLY " + name, Effect.DROP_INDEX, name);
	}

	static Change nothing(String sql) {
		return new Change(sql, Effect.NOTHING, "");
	}

	/**
	 * What can be seen of a statement afterwards.
	 */
	enum Effect {

		INSERT, CREATE_INDEX, DROP_INDEX, NOTHING

	}

}
