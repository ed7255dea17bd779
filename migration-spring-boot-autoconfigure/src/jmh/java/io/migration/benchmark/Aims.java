// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What is to be reached, and whether it is.
 */
final class Aims {

	private static final String ENGINE = Tool.ENGINE.id();

	private static final String FLYWAY = Tool.FLYWAY.id();

	private static final String FLOOR = Tool.FLOOR.id();

	private final Results results;

	private final List<Aim> aims = new ArrayList<>();

	Aims(Results results) {
		this.results = results;
	}

	List<Aim> check() {
		for (int size : List.of(10, 100, 1000)) {
			ratio("nothing to do, " + size + " applied: of Flyway's time", "noop", size, FLYWAY, 0.1);
		}
		difference("nothing to do: 10,000 applied above 10", value("noop", 10000, ENGINE), value("noop", 10, ENGINE),
				150);
		difference("start of an application, 100 applied: with the starter above without", value("boot", 100, ENGINE),
				value("boot", 100, FLOOR), 60);
		for (int size : List.of(100, 1000)) {
			ratio("apply " + size + ": of the floor", "apply", size, FLOOR, 1.15);
			ratio("apply " + size + ": of Flyway's time", "apply", size, FLYWAY, 0.6);
		}
		add("30 instances, 20 pending, threads of one JVM: of a single one",
				quotient(value("instances", 30, "threads"), value("instances", 30, "single")), 1.3, "");
		add("30 instances, 20 pending, 30 JVMs on this machine: of a single one",
				quotient(value("instances", 30, "processes"), value("instances", 30, "single")), 1.3, "");
		ratio("1,000 schemas x 20, apply: of Flyway's time", "schemas-apply", 1000, FLYWAY, 0.5);
		ratio("1,000 schemas x 20, nothing to do: of Flyway's time", "schemas-noop", 1000, FLYWAY, 0.5);
		for (int size : List.of(1000, 10000)) {
			ratio("peak heap, " + size + " applied: of Flyway's", "peak", size, FLYWAY, 0.5);
			ratio("allocated, " + size + " applied: of Flyway's", "allocated", size, FLYWAY, 0.5);
		}
		add("jars beyond spring-boot-starter-jdbc", value("jars", 1, ENGINE), 1000, " kB");
		return this.aims;
	}

	private void ratio(String what, String series, int size, String other, double limit) {
		add(what, quotient(value(series, size, ENGINE), value(series, size, other)), limit, "");
	}

	private void difference(String what, OptionalDouble value, OptionalDouble base, double limit) {
		if (value.isPresent() && base.isPresent()) {
			add(what, OptionalDouble.of(value.getAsDouble() - base.getAsDouble()), limit, " ms");
		}
	}

	private void add(String what, OptionalDouble measured, double limit, String unit) {
		if (measured.isPresent()) {
			this.aims.add(new Aim(what, text(limit, unit), text(measured.getAsDouble(), unit),
					measured.getAsDouble() <= limit));
		}
	}

	private OptionalDouble value(String series, int size, String tool) {
		return this.results.median(series, size, tool);
	}

	private static OptionalDouble quotient(OptionalDouble value, OptionalDouble base) {
		return (value.isPresent() && base.isPresent()) ? OptionalDouble.of(value.getAsDouble() / base.getAsDouble())
				: OptionalDouble.empty();
	}

	private static String text(double value, String unit) {
		return String.format(Locale.ROOT, unit.isEmpty() ? "%.2f" : "%.0f", value) + unit;
	}

	/**
	 * One aim beside its value.
	 *
	 * @param what the case
	 * @param limit the greatest value that is good
	 * @param measured the value
	 * @param met whether it is good
	 */
	record Aim(String what, String limit, String measured, boolean met) {

	}

}
