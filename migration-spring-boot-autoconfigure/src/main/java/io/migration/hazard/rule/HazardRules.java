// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.migration.RiskClass;
import io.migration.sql.NearestWord;
import org.jspecify.annotations.Nullable;

/**
 * All rules.
 *
 * @since 1.0.0
 */
public final class HazardRules {

	/**
	 * About suppressions of rules that do not exist.
	 */
	public static final HazardRule UNKNOWN_SUPPRESSION = HazardRule
		.error("unknown-suppression", RiskClass.SAFE, "migrate:allow of a rule that does not exist")
		.why("It suppresses nothing.")
		.advice("Correct the name of the rule.")
		.example("", "-- migrate:allow drop-tables reason=\"empty\"\nSELECT 1;");

	/**
	 * About suppressions that suppress nothing.
	 */
	public static final HazardRule IGNORED_SUPPRESSION = HazardRule
		.info("ignored-suppression", RiskClass.SAFE, "migrate:allow that matches nothing")
		.why("It would hide what somebody writes there later.")
		.advice("Remove it.")
		.example("", "-- migrate:allow drop-table reason=\"empty\"\nSELECT 1;");

	private static final List<Check> CHECKS = List.of(new IndexChecks(), new ConstraintChecks(), new NotNullChecks(),
			new AddColumnChecks(), new AddColumnKeyChecks(), new TypeChecks(), new StorageChecks(),
			new PartitionChecks(), new DomainChecks(), new ForeignKeyChecks(), new TransactionChecks(),
			new SettingChecks(), new DropChecks(), new DropPartChecks(), new DataChecks(), new RenameChecks(),
			new EnumChecks(), new AccessChecks(), new DesignChecks(), new ForeignKeyDesignChecks(),
			new IndexDesignChecks(), new OutcomeChecks(), new MixtureChecks(), new AllRowsChecks(), new DefaultChecks(),
			new DropObjectChecks(), new DropRemoteChecks(), new PolicyChecks(), new RoleChecks(), new QueryRuleChecks(),
			new SequenceChecks(), new RoutineChecks(), new RefusalChecks(), new LeakChecks(), new ConditionChecks(),
			new StarChecks(), new ReversibilityChecks(), new VersionChecks());

	private static final Map<String, HazardRule> RULES = Stream
		.concat(CHECKS.stream().flatMap((check) -> check.rules().stream()),
				Stream.of(UNKNOWN_SUPPRESSION, IGNORED_SUPPRESSION))
		.collect(Collectors.toMap(HazardRule::id, Function.identity(), (one, other) -> one, TreeMap::new));

	private HazardRules() {
	}

	/**
	 * Return all rules.
	 * @return the rules in the order of their names
	 */
	public static List<HazardRule> all() {
		return List.copyOf(RULES.values());
	}

	/**
	 * Return a rule.
	 * @param id its name
	 * @return the rule or {@code null} if there is none of this name
	 */
	public static @Nullable HazardRule find(String id) {
		return RULES.get(id);
	}

	/**
	 * Tell what is wrong with the name of a rule.
	 * @param id the name
	 * @return a sentence with the nearest name, or {@code null} if there is such a rule
	 */
	public static @Nullable String unknown(String id) {
		if (RULES.containsKey(id)) {
			return null;
		}
		String nearest = NearestWord.to(id, RULES.keySet());
		return "There is no hazard rule '" + id + "'." + ((nearest != null) ? " Did you mean '" + nearest + "'?" : "");
	}

	/**
	 * Judge a statement by all rules.
	 * @param situation the statement and what it finds
	 * @param report where findings go
	 */
	public static void check(Situation situation, Report report) {
		for (Check check : CHECKS) {
			check.check(situation, report);
		}
	}

}
