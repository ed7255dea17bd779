// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.migration.hazard.schema.Age;
import io.migration.hazard.schema.Knowledge;
import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.LockMode;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a statement does to one table.
 */
final class TableEntry {

	private final QualifiedName name;

	private final @Nullable TableModel model;

	private final RelationKind kind;

	private LockMode mode = LockMode.ACCESS_SHARE;

	private boolean momentary = true;

	private Likelihood rewrite = Likelihood.NO;

	private Likelihood scan = Likelihood.NO;

	private final Set<String> rebuilt = new LinkedHashSet<>();

	TableEntry(QualifiedName name, @Nullable TableModel model, RelationKind kind) {
		this.name = name;
		this.model = model;
		this.kind = kind;
	}

	void lock(LockMode newMode, boolean isMomentary) {
		int comparison = newMode.compareTo(this.mode);
		if (comparison > 0) {
			this.momentary = isMomentary;
		}
		else if (comparison == 0) {
			this.momentary &= isMomentary;
		}
		this.mode = (comparison > 0) ? newMode : this.mode;
	}

	void scan(Likelihood likelihood) {
		this.scan = this.scan.or(likelihood);
	}

	void rewrite(Likelihood likelihood) {
		this.rewrite = this.rewrite.or(likelihood);
	}

	void rebuild(String index) {
		this.rebuilt.add(index);
	}

	void add(TableEffect effect) {
		lock(effect.mode(), effect.momentary());
		scan(effect.scan());
		rewrite(effect.rewrite());
		this.rebuilt.addAll(effect.rebuiltIndexes());
	}

	TableEffect build() {
		TableModel table = this.model;
		if (table == null) {
			return new TableEffect(this.name, this.kind, this.mode, this.momentary, this.rewrite, this.scan,
					List.copyOf(this.rebuilt), Age.EXISTING, -1, Knowledge.STATEMENT);
		}
		Age age = table.isConditional() ? Age.EXISTING : table.age();
		return new TableEffect(this.name, this.kind, this.mode, this.momentary, this.rewrite, this.scan,
				List.copyOf(this.rebuilt), age, table.rows(), table.knowledge());
	}

}
