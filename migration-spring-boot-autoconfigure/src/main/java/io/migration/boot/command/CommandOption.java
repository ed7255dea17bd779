// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

/**
 * The options of commands, each a property.
 */
enum CommandOption {

	/**
	 * How far to roll back.
	 */
	TARGET("target", "<version>", "the version that is to be the newest one afterwards, 0 to undo all"),

	/**
	 * How much to roll back.
	 */
	STEPS("steps", "<number>", "how many migrations to undo, the one applied last first"),

	/**
	 * Consent to a loss of data.
	 */
	ACCEPT_DATA_LOSS("accept-data-loss", "true", "go on where something that holds data is dropped"),

	/**
	 * Which migration.
	 */
	VERSION("version", "<version>", "the migration: a version, or R__ and the description"),

	/**
	 * What became of a step.
	 */
	AS("as", "done|redo|undone", "what became of the step"),

	/**
	 * Description of a new script, or name of a backfill.
	 */
	NAME("name", "<name>",
			"of a new migration: what it does, in a few words; of a backfill: its name, where a migration has several"),

	/**
	 * What to do with a backfill.
	 */
	ACTION("action", "pause|resume|cancel|speed", "what to do with the backfill"),

	/**
	 * How fast a backfill may be.
	 */
	ROWS_PER_SECOND("rows-per-second", "<number>|none",
			"with the action speed: the most rows per second for all instances together"),

	/**
	 * Folder of a new script.
	 */
	FOLDER("folder", "<folder>", "where to write it"),

	/**
	 * Whether to ask the database.
	 */
	CONNECT("connect", "true", "judge what is pending, by the tables, types and sizes of the database"),

	/**
	 * Whether to change files.
	 */
	FIX("fix", "true", "change the files where that is exact, and show the difference"),

	/**
	 * Form of the result.
	 */
	FORMAT("format", "text|json|sarif", "the form of the result; sarif only for lint");

	private final String property;

	private final String value;

	private final String summary;

	CommandOption(String name, String value, String summary) {
		this.property = "migration." + name;
		this.value = value;
		this.summary = summary;
	}

	String property() {
		return this.property;
	}

	String summary() {
		return this.summary;
	}

	String usage() {
		return "--" + this.property + "=" + this.value;
	}

}
