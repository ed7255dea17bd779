// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migration.database.CatalogSnapshot;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.SqlAction;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What exists between two statements. It starts empty or from the catalog, and each
 * statement of the scripts that is applied to it changes it. Not safe for use by several
 * threads.
 *
 * @since 1.0.0
 */
public final class SchemaModel {

	private final ServerVersion version;

	private final Map<QualifiedName, TableModel> tables = new LinkedHashMap<>();

	private final Map<QualifiedName, TableModel> tablesOfIndexes = new HashMap<>();

	private final TypeNames types = new TypeNames();

	private final Routines routines = new Routines();

	private final SessionSettings settings = new SessionSettings();

	private final Map<String, List<QualifiedName>> attached = new HashMap<>();

	private final Set<TableModel> young = new LinkedHashSet<>();

	private Knowledge knowledge = Knowledge.SCRIPTS;

	/**
	 * Create a model in which nothing is known.
	 * @param version the version of the server
	 */
	public SchemaModel(ServerVersion version) {
		this.version = version;
	}

	/**
	 * Create a model from the catalog of a database.
	 * @param snapshot what the catalog says
	 * @return the model
	 */
	public static SchemaModel of(CatalogSnapshot snapshot) {
		return new CatalogSchema(snapshot).build();
	}

	/**
	 * Return the version of the server.
	 * @return the version
	 */
	public ServerVersion version() {
		return this.version;
	}

	/**
	 * Return the best source of what is known.
	 * @return {@link Knowledge#CATALOG} if a database was asked
	 */
	public Knowledge knowledge() {
		return this.knowledge;
	}

	/**
	 * Return what is set in the session.
	 * @return the settings
	 */
	public SessionSettings settings() {
		return this.settings;
	}

	/**
	 * Return what is known of functions.
	 * @return the functions
	 */
	public Routines routines() {
		return this.routines;
	}

	/**
	 * Return the types of users.
	 * @return the types
	 */
	public TypeNames types() {
		return this.types;
	}

	/**
	 * Note that a migration begins: what was made before exists for others now.
	 */
	public void beginMigration() {
		this.young.forEach((table) -> table.grow(Age.EXISTING));
		this.young.clear();
		this.types.grow(Age.EXISTING);
		this.settings.endTransaction();
	}

	/**
	 * Note that a transaction begins within the migration.
	 */
	public void beginTransaction() {
		this.young.forEach((table) -> table.grow(Age.MIGRATION));
		this.types.grow(Age.MIGRATION);
		this.settings.endTransaction();
	}

	/**
	 * Change the model as a statement changes the database.
	 * @param action the statement
	 */
	public void apply(SqlAction action) {
		SchemaChanges.apply(action, this);
	}

	/**
	 * Return all tables, views and sequences that are known.
	 * @return the relations
	 */
	public Collection<TableModel> tables() {
		return Collections.unmodifiableCollection(this.tables.values());
	}

	/**
	 * Return a table, view or sequence.
	 * @param name the name as written; without a schema the search path applies
	 * @return the relation or {@code null} if it is not known
	 */
	public @Nullable TableModel table(QualifiedName name) {
		return this.settings.find(name, this.tables);
	}

	/**
	 * Return the table that an index belongs to.
	 * @param index the name of the index as written
	 * @return the table or {@code null} if the index is not known
	 */
	public @Nullable TableModel tableOfIndex(QualifiedName index) {
		return this.settings.find(index, this.tablesOfIndexes);
	}

	/**
	 * Return an index.
	 * @param name the name as written
	 * @return the index or {@code null} if it is not known
	 */
	public @Nullable IndexModel index(QualifiedName name) {
		TableModel table = tableOfIndex(name);
		return (table != null) ? table.index(name.name()) : null;
	}

	/**
	 * Return the tables that extended statistics or a publication refer to.
	 * @param kind {@link ObjectKind#STATISTICS} or {@link ObjectKind#PUBLICATION}
	 * @param name the name as written
	 * @return the tables; empty if they are not known
	 */
	public List<QualifiedName> tablesOf(ObjectKind kind, QualifiedName name) {
		return this.attached.getOrDefault(kind + " " + name.name(), List.of());
	}

	/**
	 * Return the name of a table with its schema.
	 * @param name the name as written
	 * @return the name of the table that is known, or the name that a new one would have
	 */
	public QualifiedName resolve(QualifiedName name) {
		TableModel table = table(name);
		return (table != null) ? table.name() : this.settings.qualify(name);
	}

	/**
	 * Return a table, also if nothing of it is known so far.
	 * @param name the name as written
	 * @return the table; incomplete and existing if it was not known
	 */
	TableModel tableOrPartial(QualifiedName name) {
		TableModel table = table(name);
		if (table == null) {
			table = new TableModel(this.settings.qualify(name), RelationKind.TABLE, Knowledge.SCRIPTS, Age.EXISTING);
			this.tables.put(table.name(), table);
		}
		return table;
	}

	TableModel create(QualifiedName name, RelationKind kind) {
		TableModel table = new TableModel(name, kind, Knowledge.SCRIPTS, Age.TRANSACTION);
		table.setComplete(true);
		add(table);
		return table;
	}

	void add(TableModel table) {
		this.tables.put(table.name(), table);
		touch(table);
	}

	void attach(ObjectKind kind, QualifiedName name, List<QualifiedName> tables) {
		this.attached.put(kind + " " + name.name(), tables);
	}

	void useCatalog() {
		this.knowledge = Knowledge.CATALOG;
	}

	// Parts of old tables can be young as well
	void touch(TableModel table) {
		this.young.add(table);
	}

	void rename(TableModel table, QualifiedName to) {
		this.tables.remove(table.name());
		table.indexes().forEach((index) -> this.tablesOfIndexes.remove(index.name()));
		table.rename(to);
		this.tables.put(to, table);
		table.indexes()
			.forEach((index) -> addIndex(table, index.withName(new QualifiedName(to.schema(), index.name().name()))));
	}

	void addIndex(TableModel table, IndexModel index) {
		table.put(index);
		this.tablesOfIndexes.put(index.name(), table);
		touch(table);
	}

	void removeIndex(TableModel table, IndexModel index) {
		table.removeIndex(index.name().name());
		this.tablesOfIndexes.remove(index.name());
	}

	void remove(TableModel table) {
		this.tables.remove(table.name());
		table.indexes().forEach((index) -> this.tablesOfIndexes.remove(index.name()));
		TableLinks.detach(table);
	}

}
