// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.migration.JavaBackfill;
import io.migration.JavaMigration;
import io.migration.MigrationOptions;
import io.migration.script.MigrationCatalog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The migrations that this binary contains, looked up once. Safe for use by several
 * threads.
 */
class Scripts {

	private static final Logger logger = LoggerFactory.getLogger(Scripts.class);

	private final MigrationOptions options;

	private final List<JavaMigration> code;

	private final List<JavaBackfill> backfills;

	private final ClassLoader classLoader;

	private @Nullable FutureTask<KnownScripts> task;

	Scripts(MigrationOptions options, Collection<? extends JavaMigration> code,
			Collection<? extends JavaBackfill> backfills, ClassLoader classLoader) {
		this.options = options;
		this.code = List.copyOf(code);
		this.backfills = List.copyOf(backfills);
		this.classLoader = classLoader;
	}

	/**
	 * Begin to look them up, while the caller waits for a connection.
	 */
	synchronized void prepare() {
		if (this.task == null) {
			Thread thread = new Thread(task(), "migration-scripts");
			thread.setDaemon(true);
			thread.start();
		}
	}

	MigrationCatalog catalog() {
		return known().catalog();
	}

	KnownScripts known() {
		FutureTask<KnownScripts> running = task();
		// Does nothing if it runs already
		running.run();
		try {
			return result(running);
		}
		catch (ExecutionException ex) {
			forget(running);
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException("The scripts cannot be looked up", ex.getCause());
		}
	}

	private synchronized FutureTask<KnownScripts> task() {
		FutureTask<KnownScripts> known = this.task;
		if (known == null) {
			known = new FutureTask<>(this::read);
			this.task = known;
		}
		return known;
	}

	private synchronized void forget(FutureTask<KnownScripts> failed) {
		if (this.task == failed) {
			this.task = null;
		}
	}

	// It takes milliseconds, so an interruption is left to whatever waits next
	private static KnownScripts result(FutureTask<KnownScripts> running) throws ExecutionException {
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return running.get();
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private KnownScripts read() {
		MigrationCatalog catalog = MigrationCatalog.read(this.options.scripts(), this.code, this.backfills,
				this.classLoader);
		for (String warning : catalog.warnings()) {
			logger.warn(warning);
		}
		return KnownScripts.of(catalog);
	}

}
