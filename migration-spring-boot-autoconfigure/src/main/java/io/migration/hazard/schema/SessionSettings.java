// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What is set in the session, as far as it changes the meaning of statements.
 *
 * @since 1.0.0
 */
public final class SessionSettings {

	private static final String SEARCH_PATH = "search_path";

	private static final String TEMPORARY = "pg_temp";

	private static final List<String> ASSUMED = List.of("public");

	private final Map<String, String> initial = new HashMap<>();

	private final Map<String, String> session = new HashMap<>();

	private final Map<String, String> local = new HashMap<>();

	private List<String> searchPath = ASSUMED;

	SessionSettings() {
	}

	/**
	 * Return the value of a setting.
	 * @param name the name in lower case
	 * @return the value or {@code null} if it is not known
	 */
	public @Nullable String get(String name) {
		String value = this.local.get(name);
		return (value != null) ? value : this.session.get(name);
	}

	/**
	 * Set a value.
	 * @param name the name in lower case
	 * @param value the value; {@code null} to forget it
	 * @param isLocal whether it ends with the transaction
	 */
	public void set(String name, @Nullable String value, boolean isLocal) {
		Map<String, String> values = isLocal ? this.local : this.session;
		String known = (value != null) ? value : this.initial.get(name);
		if (known == null) {
			values.remove(name);
		}
		else {
			values.put(name, known);
		}
		updatePath();
	}

	/**
	 * Set a value with which all sessions begin.
	 * @param name the name in lower case
	 * @param value the value
	 */
	public void begin(String name, String value) {
		this.initial.put(name, value);
		set(name, value, false);
	}

	/**
	 * Do something while a schema comes first in the search path, as the elements of
	 * {@code CREATE SCHEMA} find it.
	 * @param schema the schema
	 * @param work what is done
	 */
	public void within(String schema, Runnable work) {
		String outer = this.local.get(SEARCH_PATH);
		String path = get(SEARCH_PATH);
		this.local.put(SEARCH_PATH, schema + "," + ((path != null) ? path : String.join(",", ASSUMED)));
		updatePath();
		work.run();
		if (outer != null) {
			this.local.put(SEARCH_PATH, outer);
		}
		else {
			this.local.remove(SEARCH_PATH);
		}
		updatePath();
	}

	// What a script has set is put back behind it
	void beginMigration() {
		this.session.clear();
		this.session.putAll(this.initial);
		endTransaction();
	}

	void endTransaction() {
		this.local.clear();
		updatePath();
	}

	private void updatePath() {
		String path = get(SEARCH_PATH);
		if (path == null) {
			this.searchPath = ASSUMED;
			return;
		}
		this.searchPath = Arrays.stream(path.split(","))
			.map((schema) -> schema.strip().replace("\"", ""))
			.filter((schema) -> !schema.isEmpty() && !schema.equals("$user"))
			.toList();
	}

	// Nobody has said in which schema a name without one is
	boolean isPathAssumed() {
		return get(SEARCH_PATH) == null;
	}

	QualifiedName qualify(QualifiedName name) {
		return (name.schema() != null || this.searchPath.isEmpty()) ? name
				: new QualifiedName(this.searchPath.get(0), name.name());
	}

	static QualifiedName temporary(QualifiedName name) {
		return new QualifiedName(TEMPORARY, name.name());
	}

	<T extends Object> @Nullable T find(QualifiedName name, Map<QualifiedName, T> objects) {
		T found = objects.get(name);
		if (name.schema() != null || found != null) {
			return found;
		}
		found = objects.get(temporary(name));
		for (int i = 0; found == null && i < this.searchPath.size(); i++) {
			found = objects.get(new QualifiedName(this.searchPath.get(i), name.name()));
		}
		return found;
	}

}
