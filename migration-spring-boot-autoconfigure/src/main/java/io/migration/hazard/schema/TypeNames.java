// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migration.hazard.statement.TypeName;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * The types of users.
 *
 * @since 1.0.0
 */
public final class TypeNames {

	private final Map<String, TypeModel> types = new LinkedHashMap<>();

	private final Set<String> youngLabels = new LinkedHashSet<>();

	TypeNames() {
	}

	/**
	 * Return a type.
	 * @param type the type as written
	 * @return the type or {@code null} if it is built in or not known
	 */
	public @Nullable TypeModel get(TypeName type) {
		return this.types.get(type.name());
	}

	/**
	 * Return a type.
	 * @param name the name as written
	 * @return the type or {@code null} if it is built in or not known
	 */
	public @Nullable TypeModel get(QualifiedName name) {
		return this.types.get(name.name());
	}

	/**
	 * Return all types.
	 * @return the types
	 */
	public Collection<TypeModel> all() {
		return Collections.unmodifiableCollection(this.types.values());
	}

	/**
	 * Return the labels of enumerations that the present transaction added to types that
	 * are older.
	 * @return the labels
	 */
	public Set<String> youngLabels() {
		return Collections.unmodifiableSet(this.youngLabels);
	}

	/**
	 * Return the type below a domain, or the type itself.
	 * @param type the type
	 * @return what values are stored as
	 */
	public TypeName baseOf(TypeName type) {
		TypeModel model = get(type);
		TypeName base = (model != null) ? model.base() : null;
		return (base != null && !type.array()) ? baseOf(base) : type;
	}

	void put(TypeModel type) {
		this.types.put(type.name().name(), type);
	}

	void remove(QualifiedName name) {
		this.types.remove(name.name());
	}

	void addLabel(TypeModel type, String label) {
		List<String> labels = new ArrayList<>(type.labels());
		labels.add(label);
		put(new TypeModel(type.name(), type.kind(), type.base(), type.constrained(), labels, type.age()));
	}

	void noteYoungLabel(String label) {
		this.youngLabels.add(label);
	}

	void grow(Age youngest) {
		this.youngLabels.clear();
		this.types.replaceAll((name, type) -> (type.age().compareTo(youngest) > 0)
				? new TypeModel(type.name(), type.kind(), type.base(), type.constrained(), type.labels(), youngest)
				: type);
	}

}
