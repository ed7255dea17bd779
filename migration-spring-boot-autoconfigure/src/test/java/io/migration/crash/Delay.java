// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.migration.crash.Trigger.Aftermath;
import io.migration.testing.TestDatabase;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;

/**
 * Keeps the server at a statement, so that a client can die while it runs.
 */
abstract class Delay {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	private static final int LATE_MILLIS = 700;

	private static final Set<Traffic> ONLINE = EnumSet.of(Traffic.CREATE_INDEX, Traffic.DROP_INDEX,
			Traffic.REBUILD_INDEX, Traffic.CLEAN_UP);

	private final TestDatabase database;

	private final int session;

	private final Aftermath aftermath;

	private Delay(TestDatabase database, int session, Aftermath aftermath) {
		this.database = database;
		this.session = session;
		this.aftermath = aftermath;
	}

	static Delay of(TestDatabase database, int session, Traffic traffic, Aftermath aftermath) {
		return ONLINE.contains(traffic) ? new OldTransaction(database, session, aftermath)
				: new Freeze(database, session, aftermath);
	}

	/**
	 * Wait until the statement has begun and cannot go on.
	 */
	abstract void awaitRunning();

	/**
	 * Let the server go on.
	 */
	abstract void release();

	final void end() {
		switch (this.aftermath) {
			case COMPLETED -> release();
			case COMPLETED_LATE ->
				CompletableFuture.delayedExecutor(LATE_MILLIS, TimeUnit.MILLISECONDS).execute(this::release);
			case NOTICED -> {
				this.database.execute("SELECT pg_terminate_backend(" + this.session + ")");
				release();
				awaitNone("the end of session " + this.session,
						"SELECT count(*) FROM pg_stat_activity WHERE pid = " + this.session);
			}
		}
	}

	void awaitNone(String what, String query) {
		Awaitility.await(what)
			.pollInterval(Duration.ofMillis(10))
			.atMost(LONGEST_WAIT)
			.until(() -> this.database.jdbc().sql(query).query(Integer.class).single() == 0);
	}

	/**
	 * Statements that work beside others wait for older transactions on the table.
	 */
	private static final class OldTransaction extends Delay {

		private final TestSession transaction;

		private final int session;

		OldTransaction(TestDatabase database, int session, Aftermath aftermath) {
			super(database, session, aftermath);
			this.session = session;
			this.transaction = database.session();
			this.transaction.execute("BEGIN; LOCK TABLE effects IN ROW EXCLUSIVE MODE");
		}

		@Override
		void awaitRunning() {
			awaitNone("session " + this.session + " to wait for a lock",
					"SELECT count(*) FROM pg_stat_activity WHERE pid = " + this.session
							+ " AND wait_event_type IS DISTINCT FROM 'Lock'");
		}

		@Override
		void release() {
			this.transaction.close();
		}

	}

	/**
	 * The process of the server stands still, and finds the statement when it goes on.
	 * Where the server runs elsewhere, nothing stands still.
	 */
	private static final class Freeze extends Delay {

		private final long process;

		Freeze(TestDatabase database, int session, Aftermath aftermath) {
			super(database, session, aftermath);
			this.process = session;
			signal("-STOP");
		}

		@Override
		void awaitRunning() {
			// It has arrived, which is as far as it gets
		}

		@Override
		void release() {
			signal("-CONT");
		}

		private void signal(String signal) {
			if (isServerProcess()) {
				try {
					new ProcessBuilder("kill", signal, Long.toString(this.process)).start().waitFor();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}
		}

		private boolean isServerProcess() {
			return ProcessHandle.of(this.process)
				.flatMap((handle) -> handle.info().command())
				.filter((command) -> command.endsWith("postgres"))
				.isPresent();
		}

	}

}
