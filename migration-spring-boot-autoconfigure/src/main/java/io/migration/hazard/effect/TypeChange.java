// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.Objects;
import java.util.Set;

import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.schema.TypeModel;
import io.migration.hazard.statement.Expression;
import io.migration.hazard.statement.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to store the values of one type as another.
 */
final class TypeChange {

	private static final Set<String> TEXTS = Set.of("text", "varchar", "citext");

	private static final Set<String> OBJECT_IDS = Set.of("oid", "int4", "regclass", "regproc", "regtype", "regrole",
			"regnamespace");

	private static final Set<String> MICROSECONDS = Set.of("timestamp", "timestamptz", "time", "timetz", "interval");

	private static final Set<String> UTC = Set.of("UTC", "Etc/UTC", "GMT", "Etc/GMT", "UCT", "Etc/UCT", "Zulu",
			"Etc/Zulu", "Universal", "Etc/Universal", "0");

	private static final int ALL_DIGITS = 6;

	private final TypeName written;

	private final TypeName from;

	private final TypeName to;

	private final SchemaModel schema;

	TypeChange(TypeName from, TypeName to, SchemaModel schema) {
		this.written = to;
		this.from = schema.types().baseOf(from);
		this.to = schema.types().baseOf(to);
		this.schema = schema;
	}

	Likelihood rewrite(String column, @Nullable Expression using) {
		boolean plain = using == null || using.isColumn(column) || this.written.equals(using.castOf(column));
		TypeModel domain = this.schema.types().get(this.written);
		if (!plain || (domain != null && domain.constrained())) {
			return Likelihood.CERTAIN;
		}
		if (this.from.equals(this.to)) {
			return Likelihood.NO;
		}
		if (this.from.array() || this.to.array()) {
			return Likelihood.CERTAIN;
		}
		return isBetweenTimestamps() ? ofTimestamps() : Likelihood.CERTAIN.unless(isFree());
	}

	// Whether the order of an index over the column stays the same
	boolean keepsOrder() {
		return family(this.from).equals(family(this.to));
	}

	private static String family(TypeName type) {
		return switch (type.name()) {
			case "varchar" -> "text";
			case "cidr" -> "inet";
			default -> type.name();
		};
	}

	private boolean isBetweenTimestamps() {
		return !this.from.name().equals(this.to.name()) && this.from.name().startsWith("timestamp")
				&& this.to.name().startsWith("timestamp");
	}

	// In the zone of UTC both are stored alike
	private Likelihood ofTimestamps() {
		String zone = this.schema.settings().get("timezone");
		// The cast gives all digits, of which a modifier would cut some off
		if (!this.schema.version().isAtLeast(12) || digits(this.to) < ALL_DIGITS) {
			return Likelihood.CERTAIN;
		}
		return (zone != null) ? Likelihood.CERTAIN.unless(UTC.contains(zone)) : Likelihood.POSSIBLE;
	}

	private boolean isFree() {
		return isSameStorage() && switch (this.to.name()) {
			case "varchar", "varbit" -> keepsLength();
			case "bpchar", "bit" -> this.from.equals(this.to);
			case "numeric" -> keepsScale();
			default -> !MICROSECONDS.contains(this.to.name()) ? isUnlimited() : keepsDigits();
		};
	}

	private boolean isSameStorage() {
		String source = this.from.name();
		String target = this.to.name();
		return (source.equals(target) && Objects.equals(this.from.schema(), this.to.schema()))
				|| (TEXTS.contains(source) && TEXTS.contains(target))
				|| (OBJECT_IDS.contains(source) && OBJECT_IDS.contains(target))
				|| (source.equals("cidr") && target.equals("inet")) || (source.equals("bit") && target.equals("varbit"))
				|| (source.equals("xml") && TEXTS.contains(target));
	}

	private boolean isUnlimited() {
		return this.to.modifiers().isEmpty() || this.to.modifiers().equals(this.from.modifiers());
	}

	private boolean keepsLength() {
		if (this.to.modifiers().isEmpty()) {
			return true;
		}
		boolean limited = !this.from.modifiers().isEmpty() && !this.from.name().equals("text");
		return limited && this.from.modifiers().get(0) <= this.to.modifiers().get(0);
	}

	private boolean keepsScale() {
		if (this.to.modifiers().isEmpty()) {
			return true;
		}
		return !this.from.modifiers().isEmpty() && this.from.modifiers().get(0) <= this.to.modifiers().get(0)
				&& scale(this.from) == scale(this.to);
	}

	private static int scale(TypeName type) {
		return (type.modifiers().size() > 1) ? type.modifiers().get(1) : 0;
	}

	private boolean keepsDigits() {
		return digits(this.from) <= digits(this.to);
	}

	private static int digits(TypeName type) {
		return type.modifiers().isEmpty() ? ALL_DIGITS : type.modifiers().get(0);
	}

}
