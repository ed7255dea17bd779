// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A network that can be cut at a chosen moment, between an application and its server.
 */
public final class TcpProxy implements AutoCloseable {

	private final ProxyEntrance entrance;

	private final TestDatabase database;

	private volatile @Nullable Trigger trigger;

	private TcpProxy(TestDatabase database) {
		this.database = database;
		this.entrance = ProxyEntrance.to(database, Line::new);
	}

	/**
	 * Open a way to a database.
	 * @param database the database
	 * @return the proxy, to be closed
	 */
	public static TcpProxy to(TestDatabase database) {
		return new TcpProxy(database);
	}

	/**
	 * Return a data source without a pool that goes this way. The driver sends the text
	 * of every statement every time, so that it can be waited for.
	 * @return the data source
	 */
	public DataSource dataSource() {
		PGSimpleDataSource dataSource = (PGSimpleDataSource) this.database.dataSource();
		dataSource.setServerNames(new String[] { this.entrance.host() });
		dataSource.setPortNumbers(new int[] { this.entrance.port() });
		dataSource.setPrepareThreshold(0);
		return dataSource;
	}

	/**
	 * Cut the network before a text reaches the server.
	 * @param text the text
	 */
	public void cutBefore(String text) {
		this.trigger = new Trigger(text, Cut.BEFORE);
	}

	/**
	 * Lose a text and everything behind it, without telling either side, as when the
	 * server's machine is gone.
	 * @param text the text
	 */
	public void loseFrom(String text) {
		this.trigger = new Trigger(text, Cut.UNNOTICED);
	}

	/**
	 * Let a text reach the server, and cut the network instead of passing on its answer.
	 * @param text the text
	 */
	public void cutAfter(String text) {
		this.trigger = new Trigger(text, Cut.AFTER);
	}

	/**
	 * Cut all connections now. New ones are accepted.
	 */
	public void cut() {
		this.entrance.hangUp();
	}

	@Override
	public void close() {
		this.entrance.close();
	}

	private record Trigger(String text, Cut cut) {
	}

	private enum Cut {

		BEFORE, AFTER, UNNOTICED

	}

	private final class Line extends ProxyLine {

		private volatile boolean cutAtAnswer;

		Line(Socket client, Socket server) {
			super(client, server);
		}

		@Override
		void requests(InputStream client, OutputStream server) throws IOException {
			byte[] buffer = new byte[65536];
			for (int read = client.read(buffer); read >= 0; read = client.read(buffer)) {
				Trigger armed = TcpProxy.this.trigger;
				if (armed != null && new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(armed.text())) {
					TcpProxy.this.trigger = null;
					if (armed.cut() == Cut.BEFORE) {
						return;
					}
					if (armed.cut() == Cut.UNNOTICED) {
						client.transferTo(OutputStream.nullOutputStream());
						return;
					}
					this.cutAtAnswer = true;
				}
				server.write(buffer, 0, read);
			}
		}

		@Override
		void answers(InputStream server, OutputStream client) throws IOException {
			byte[] buffer = new byte[65536];
			for (int read = server.read(buffer); read >= 0 && !this.cutAtAnswer; read = server.read(buffer)) {
				client.write(buffer, 0, read);
			}
		}

	}

}
