// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import io.migration.MigrationStoppedException;
import io.migration.StopSignal;
import io.migration.database.FailureKind;
import io.migration.database.Sessions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one run hears that it has to end, and how it is made to.
 *
 * <table>
 * <caption>What is done to what runs when the time for a gentle end is over</caption>
 * <tr>
 * <td>a statement or code in a transaction</td>
 * <td>cancelled, so that the transaction is rolled back</td>
 * </tr>
 * <tr>
 * <td>a statement or code outside of one</td>
 * <td>the connection is given up; the journal says that it was sent</td>
 * </tr>
 * <tr>
 * <td>a short query of the run itself</td>
 * <td>nothing at first; later the connection is given up</td>
 * </tr>
 * <tr>
 * <td>no connection yet</td>
 * <td>the thread is interrupted</td>
 * </tr>
 * </table>
 *
 * @since 1.0.0
 */
public final class RunStop implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RunStop.class);

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private final StopSignal signal;

	private final Thread thread = Thread.currentThread();

	private final StopSignal.Run run;

	private @Nullable Connection connection;

	private @Nullable Sessions sessions;

	private Work work = Work.OWN;

	private long forcedAt;

	private boolean forced;

	private boolean interrupted;

	/**
	 * Begin a run on this thread.
	 * @param signal who asks it to end
	 */
	public RunStop(StopSignal signal) {
		this.signal = signal;
		this.run = signal.begin(this::force);
	}

	/**
	 * Tell which connection the run works on.
	 * @param connection the connection
	 * @param sessions how its statements are cancelled
	 */
	public synchronized void enter(Connection connection, Sessions sessions) {
		this.connection = connection;
		this.sessions = sessions;
	}

	/**
	 * Tell that the connection is about to be given back.
	 */
	public synchronized void leave() {
		this.connection = null;
		this.sessions = null;
	}

	/**
	 * Tell that the run has ended.
	 */
	@Override
	public void close() {
		this.run.close();
		synchronized (this) {
			if (this.interrupted) {
				Thread.interrupted();
			}
		}
	}

	/**
	 * Return who asks the run to end.
	 * @return the signal
	 */
	public StopSignal signal() {
		return this.signal;
	}

	/**
	 * Return whether the run has to end.
	 * @return {@code true} if nothing more may be begun
	 */
	public boolean isRequested() {
		return this.signal.isRequested();
	}

	/**
	 * Refuse to go on with something that was not begun.
	 * @param next what would come next
	 * @throws MigrationStoppedException if the run has to end
	 */
	public void check(String next) {
		if (isRequested()) {
			throw new MigrationStoppedException(
					"The run was stopped before " + next + ", because the process was asked to end.",
					"What ran before it stands, nothing of it was begun.");
		}
	}

	// Whether an end that was asked for is the reason why something failed.
	boolean explains(FailureKind kind) {
		boolean cut = kind == FailureKind.STATEMENT_TIMEOUT || kind == FailureKind.CONNECTION_LOST;
		return isRequested() && (kind.isRetryable() || (cut && isForced()));
	}

	/**
	 * Return whether what runs is made to end.
	 * @return {@code true} if a failure may come from that
	 */
	public synchronized boolean isForced() {
		return this.forced;
	}

	/**
	 * Pause, but no longer than until the run has to end.
	 * @param longest how long
	 * @return whether there is time for another attempt
	 */
	public boolean pause(Duration longest) {
		try {
			return !this.signal.pause(longest);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Begin a statement in a transaction, which may be cancelled until it has ended.
	 * @return to be closed at its end
	 */
	public Section statement() {
		return during(Work.STATEMENT);
	}

	// What begins here may be cancelled or left until it is closed.
	Section during(Work begun) {
		work(begun);
		return () -> work(Work.OWN);
	}

	// Waits for somebody who is cancelling just now, so that the next statement is not
	// hit
	private synchronized void work(Work newWork) {
		this.work = newWork;
	}

	private synchronized void force() {
		if (!this.forced) {
			this.forced = true;
			this.forcedAt = System.nanoTime();
		}
		Connection working = this.connection;
		try {
			if (working == null) {
				interrupt();
			}
			else if (this.work.bare || System.nanoTime() - this.forcedAt > PATIENCE.toNanos()) {
				working.abort(Runnable::run);
			}
			else if (this.work != Work.OWN && this.sessions != null) {
				this.sessions.cancel(working);
			}
		}
		catch (SQLException ex) {
			logger.debug("What is running could not be cancelled", ex);
		}
		if (this.work.code) {
			interrupt();
		}
	}

	private void interrupt() {
		this.interrupted = true;
		this.thread.interrupt();
	}

	/**
	 * What a run is doing.
	 */
	enum Work {

		OWN(false, false), STATEMENT(false, false), BARE_STATEMENT(true, false), CODE(false, true),
		BARE_CODE(true, true);

		private final boolean bare;

		private final boolean code;

		Work(boolean bare, boolean code) {
			this.bare = bare;
			this.code = code;
		}

	}

	/**
	 * The time in which something runs.
	 */
	public interface Section extends AutoCloseable {

		/**
		 * Tell that it has ended.
		 */
		@Override
		void close();

	}

}
