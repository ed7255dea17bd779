// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.Collection;
import java.util.List;

import io.migration.JavaMigration;
import io.migration.MigrationOptions;
import io.migration.script.MigrationCatalog;
import io.migration.sql.SqlDialect;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The migrations that this binary contains, looked up once.
 */
class Scripts {

	private static final Logger logger = LoggerFactory.getLogger(Scripts.class);

	private final MigrationOptions options;

	private final List<JavaMigration> code;

	private final ClassLoader classLoader;

	private @Nullable MigrationCatalog catalog;

	Scripts(MigrationOptions options, Collection<? extends JavaMigration> code, ClassLoader classLoader) {
		this.options = options;
		this.code = List.copyOf(code);
		this.classLoader = classLoader;
	}

	synchronized MigrationCatalog catalog(SqlDialect dialect) {
		MigrationCatalog found = this.catalog;
		if (found == null) {
			found = MigrationCatalog.read(this.options.scripts(), this.code, dialect, this.classLoader);
			for (String warning : found.warnings()) {
				logger.warn(warning);
			}
			this.catalog = found;
		}
		return found;
	}

}
