// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.util.List;

/**
 * What the catalog says about a statement.
 *
 * @param verdict the conclusion
 * @param cleanUp statements that remove what a failed attempt left behind, or complete it
 * @param reason what was seen
 * @since 1.0.0
 */
public record Evidence(Verdict verdict, List<String> cleanUp, String reason) {

	public Evidence {
		cleanUp = List.copyOf(cleanUp);
	}

	/**
	 * Create evidence without remains.
	 * @param verdict the conclusion
	 * @param reason what was seen
	 * @return the evidence
	 */
	public static Evidence of(Verdict verdict, String reason) {
		return new Evidence(verdict, List.of(), reason);
	}

	/**
	 * The conclusions.
	 */
	public enum Verdict {

		/**
		 * The statement took effect.
		 */
		DONE,

		/**
		 * It did not, or it keeps things in shape and changes nothing that others see.
		 */
		RUN,

		/**
		 * Whether it did is not known, but running it again does no harm.
		 */
		REPEAT,

		/**
		 * It did not, and left something behind that has to be removed first.
		 */
		CLEAN_AND_RUN,

		/**
		 * It stopped half-way, and other statements complete it.
		 */
		FINISH,

		/**
		 * It is still at work in another session.
		 */
		AT_WORK,

		/**
		 * It cannot be told.
		 */
		UNKNOWN

	}

}
