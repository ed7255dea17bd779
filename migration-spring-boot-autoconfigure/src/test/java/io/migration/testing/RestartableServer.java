// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;

/**
 * An embedded server that can be stopped as if it had crashed, and started again at the
 * same place. What it has said to be committed is on disk.
 */
public final class RestartableServer implements AutoCloseable {

	private final Path folder;

	private EmbeddedPostgres running;

	private RestartableServer(Path folder) throws IOException {
		this.folder = folder;
		this.running = builder().start();
	}

	/**
	 * Start a server.
	 * @param folder where its data is, empty
	 * @return the running server
	 */
	public static RestartableServer start(Path folder) {
		try {
			return new RestartableServer(folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private EmbeddedPostgres.Builder builder() {
		return EmbeddedPostgres.builder()
			.setPGStartupWait(Duration.ofSeconds(60))
			.setDataDirectory(this.folder)
			.setCleanDataDirectory(false)
			.setServerConfig("synchronous_commit", "on");
	}

	/**
	 * Return the server as the other tests know it. It keeps its address.
	 * @return the server
	 */
	public PostgresServer server() {
		return PostgresServer.embedded(this.running.getPort(), this);
	}

	/**
	 * Stop without a farewell, as {@code pg_ctl stop -m immediate} does: nothing is
	 * written, nobody is waited for.
	 */
	public void stopImmediately() {
		try {
			String postmaster = Files.readAllLines(this.folder.resolve("postmaster.pid")).get(0);
			new ProcessBuilder("kill", "-QUIT", postmaster).inheritIO().start().waitFor();
			Awaitility.await().until(() -> ProcessHandle.of(Long.parseLong(postmaster)).isEmpty());
			this.running.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Start again: the server recovers what was committed.
	 */
	public void startAgain() {
		try {
			this.running = builder().setPort(this.running.getPort()).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.running.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
