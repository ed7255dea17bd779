// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

	private final TypeNames types = new TypeNames();

	private final Routines routines = new Routines();

	private final Policies policies = new Policies();

	private final SessionSettings settings = new SessionSettings();

	private final Triggers triggers = new Triggers();

	private final Relations relations = new Relations(this.settings);

	private final Map<String, List<QualifiedName>> attached = new HashMap<>();

	private Knowledge knowledge = Knowledge.SCRIPTS;

	private boolean versionAssumed;

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
	 * Note that nobody has said which version the server has.
	 */
	public void assumeVersion() {
		this.versionAssumed = true;
	}

	/**
	 * Return whether the version of the server is only assumed.
	 * @return {@code true} if the server may be a newer one
	 */
	public boolean isVersionAssumed() {
		return this.versionAssumed;
	}

	/**
	 * Return what is known of triggers.
	 * @return the triggers
	 */
	public Triggers triggers() {
		return this.triggers;
	}

	/**
	 * Return what is known of functions.
	 * @return the functions
	 */
	public Routines routines() {
		return this.routines;
	}

	/**
	 * Return what is known of policies.
	 * @return the policies
	 */
	public Policies policies() {
		return this.policies;
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
		this.relations.grow(Age.EXISTING);
		this.relations.dropTemporary();
		this.types.grow(Age.EXISTING);
		this.settings.beginMigration();
	}

	/**
	 * Note that a transaction begins within the migration.
	 */
	public void beginTransaction() {
		this.relations.grow(Age.MIGRATION);
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
		return this.relations.all();
	}

	/**
	 * Return a table, view or sequence.
	 * @param name the name as written; without a schema the search path applies
	 * @return the relation or {@code null} if it is not known
	 */
	public @Nullable TableModel table(QualifiedName name) {
		return this.relations.find(name);
	}

	/**
	 * Return the table that an index belongs to.
	 * @param index the name of the index as written
	 * @return the table or {@code null} if the index is not known
	 */
	public @Nullable TableModel tableOfIndex(QualifiedName index) {
		return this.relations.findByIndex(index);
	}

	/**
	 * Return an index.
	 * @param name the name as written
	 * @return the index or {@code null} if it is not known
	 */
	public @Nullable IndexModel index(QualifiedName name) {
		TableModel table = tableOfIndex(name);
		return (table != null) ? table.parts().index(name.name()) : null;
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

	Relations relations() {
		return this.relations;
	}

	void attach(ObjectKind kind, QualifiedName name, List<QualifiedName> tables) {
		this.attached.put(kind + " " + name.name(), tables);
	}

	void useCatalog() {
		this.knowledge = Knowledge.CATALOG;
	}

}
