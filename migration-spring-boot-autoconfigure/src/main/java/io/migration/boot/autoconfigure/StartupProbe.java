// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.function.Supplier;

import io.migration.MigrationListener;
import io.migration.StepId;
import io.migration.StepRun;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Answers the probes of an orchestrator while a run blocks the start of the application,
 * and with it the start of its web server.
 *
 * <table>
 * <caption>States and events</caption>
 * <tr>
 * <th></th>
 * <th>something is to be done</th>
 * <th>the web server is about to start</th>
 * <th>the context is closed</th>
 * </tr>
 * <tr>
 * <td>idle</td>
 * <td>open; idle, if the port cannot be had</td>
 * <td>over</td>
 * <td>over</td>
 * </tr>
 * <tr>
 * <td>open</td>
 * <td>open</td>
 * <td>over, the port is free</td>
 * <td>over, the port is free</td>
 * </tr>
 * <tr>
 * <td>over</td>
 * <td>over</td>
 * <td>over</td>
 * <td>over</td>
 * </tr>
 * </table>
 */
class StartupProbe implements MigrationListener, WaitListener, SmartLifecycle, DisposableBean {

	private final Supplier<@Nullable StartupProbeServer> opener;

	private @Nullable StartupProbeServer server;

	private boolean over;

	/**
	 * Create a probe.
	 * @param opener opens the port, {@code null} if it cannot be had, for which it has
	 * said why
	 */
	StartupProbe(Supplier<@Nullable StartupProbeServer> opener) {
		this.opener = opener;
	}

	@Override
	public void beforeLock(String target) {
		show("waiting for the lock");
	}

	@Override
	public void beforeRun(String target) {
		show("preparing");
	}

	@Override
	public void beforeStep(String target, StepId step) {
		show(step.toString());
	}

	@Override
	public void afterStep(String target, StepRun run) {
		show("behind " + run.id());
	}

	@Override
	public void waiting(String what) {
		show(what);
	}

	synchronized void show(String step) {
		if (this.over) {
			return;
		}
		if (this.server == null) {
			this.server = this.opener.get();
		}
		if (this.server != null) {
			this.server.show(step);
		}
	}

	@Override
	public void start() {
		end();
	}

	@Override
	public void stop() {
		end();
	}

	@Override
	public void destroy() {
		end();
	}

	private synchronized void end() {
		this.over = true;
		if (this.server != null) {
			this.server.close();
			this.server = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.over;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
	}

}
