// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.util.ArrayList;
import java.util.List;

import io.migration.Finding;
import io.migration.HazardOptions;
import io.migration.MigrationVersion;
import io.migration.PendingMigration;
import io.migration.RiskClass;
import io.migration.StepType;
import io.migration.database.CatalogSnapshot;
import io.migration.database.SecretMask;
import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.schema.ServerVersion;
import io.migration.script.CodeMigration;
import io.migration.script.MigrationContent;
import io.migration.script.ResolvedMigration;
import io.migration.script.ScriptStep;
import org.jspecify.annotations.Nullable;

/**
 * Looks for hazards in migrations, in their order: each is judged by what the ones before
 * it have made. Not safe for use by several threads.
 *
 * @since 1.0.0
 */
public final class HazardAnalysis {

	/**
	 * Recipes for the oldest server that is supported work on all of them.
	 */
	private static final ServerVersion OLDEST = new ServerVersion(13, 0);

	private static final int ANY_MINOR = 99;

	private final HazardOptions options;

	private final SchemaModel schema;

	private final SecretMask mask;

	private boolean existingTouched;

	private HazardAnalysis(HazardOptions options, SchemaModel schema, SecretMask mask) {
		this.options = options;
		this.schema = schema;
		this.mask = mask;
	}

	/**
	 * Create an analysis that knows nothing but scripts.
	 * @param options what is said about hazards
	 * @param mask hides the secrets of scripts
	 * @return the analysis
	 */
	public static HazardAnalysis offline(HazardOptions options, SecretMask mask) {
		SchemaModel schema = new SchemaModel(version(options));
		if (options.serverVersion() == null) {
			schema.assumeVersion();
		}
		return new HazardAnalysis(options, schema, mask);
	}

	/**
	 * Create an analysis that knows what is in a database.
	 * @param options what is said about hazards
	 * @param catalog what is in the database
	 * @param schema the schema that is migrated, {@code null} for the current one
	 * @param mask hides the secrets of scripts
	 * @return the analysis
	 */
	public static HazardAnalysis onDatabase(HazardOptions options, CatalogSnapshot catalog, @Nullable String schema,
			SecretMask mask) {
		SchemaModel model = SchemaModel.of(catalog);
		if (schema != null) {
			model.settings().begin("search_path", '"' + schema.replace("\"", "\"\"") + '"');
		}
		return new HazardAnalysis(options, model, mask);
	}

	/**
	 * Begin to load, in another thread, what judges statements. For who is about to judge
	 * and has to wait for something else before: a fresh JVM takes longer for that than
	 * to judge hundreds of statements.
	 */
	public static void prepare() {
		WarmUp.begin();
	}

	private static ServerVersion version(HazardOptions options) {
		String text = options.serverVersion();
		if (text == null) {
			return OLDEST;
		}
		ServerVersion version = ServerVersion.parse(text);
		return text.contains(".") ? version : new ServerVersion(version.major(), ANY_MINOR);
	}

	/**
	 * Judge migrations.
	 * @param subjects the migrations in the order in which they run
	 * @return the same migrations with their findings
	 */
	public List<PendingMigration> analyze(List<Subject> subjects) {
		return subjects.stream().map(this::analyze).toList();
	}

	private PendingMigration analyze(Subject subject) {
		MigrationContent content = subject.content();
		return analyze(subject, (content != null) ? ReadActions.of(content) : null);
	}

	/**
	 * Judge the next migration.
	 * @param subject the migration
	 * @param actions what its statements are, {@code null} without content
	 * @return the migration with its findings
	 */
	PendingMigration analyze(Subject subject, @Nullable ReadActions actions) {
		MigrationContent content = subject.content();
		if (content == null || actions == null) {
			return subject.withoutHazards();
		}
		MigrationReview review = new MigrationReview(this.options, this.schema, this.mask, subject.migration(), content,
				actions);
		if (!isJudged(subject.migration())) {
			review.skip();
			return subject.withoutHazards();
		}
		List<Finding> findings = review.run();
		this.existingTouched |= review.touchesExisting();
		return subject.with(review.risk(), findings);
	}

	/**
	 * Return whether something was judged that may be there already, so that a database
	 * would know more.
	 * @return {@code true} if it is worth asking
	 */
	public boolean touchesExisting() {
		return this.existingTouched;
	}

	private boolean isJudged(ResolvedMigration migration) {
		MigrationVersion since = this.options.since();
		MigrationVersion version = migration.version();
		return since == null || version == null || version.isNewerThan(since);
	}

	/**
	 * A migration that is to be judged.
	 *
	 * @param migration the migration
	 * @param content what is in it, {@code null} for code and for scripts with mistakes
	 */
	public record Subject(ResolvedMigration migration, @Nullable MigrationContent content) {

		/**
		 * Return the migration without any word about hazards.
		 * @return the migration
		 */
		public PendingMigration withoutHazards() {
			return with(null, List.of());
		}

		private PendingMigration with(@Nullable RiskClass risk, List<Finding> findings) {
			MigrationVersion version = this.migration.version();
			boolean reversible = this.content != null && this.content.reversible();
			return new PendingMigration((version != null) ? version.toString() : null, this.migration.description(),
					this.migration.kind(), this.migration.script(), steps(), reversible, risk, findings);
		}

		private List<StepType> steps() {
			if (this.content == null) {
				return (this.migration instanceof CodeMigration code) ? code.steps() : List.of(StepType.UP);
			}
			List<StepType> steps = new ArrayList<>();
			for (ScriptStep step : this.content.steps()) {
				steps.add(step.type());
			}
			return steps;
		}

	}

}
