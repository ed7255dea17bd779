// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A network that can be cut at a chosen moment, between an application and its server.
 */
public final class TcpProxy implements AutoCloseable {

	private final ServerSocket entrance;

	private final TestDatabase database;

	private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

	private volatile @Nullable Trigger trigger;

	private TcpProxy(TestDatabase database) throws IOException {
		this.database = database;
		this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
	}

	/**
	 * Open a way to a database.
	 * @param database the database
	 * @return the proxy, to be closed
	 */
	public static TcpProxy to(TestDatabase database) {
		try {
			TcpProxy proxy = new TcpProxy(database);
			start("proxy-entrance", proxy::accept);
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return a data source without a pool that goes this way. The driver sends the text
	 * of every statement every time, so that it can be waited for.
	 * @return the data source
	 */
	public DataSource dataSource() {
		PGSimpleDataSource dataSource = (PGSimpleDataSource) this.database.dataSource();
		dataSource.setServerNames(new String[] { this.entrance.getInetAddress().getHostAddress() });
		dataSource.setPortNumbers(new int[] { this.entrance.getLocalPort() });
		dataSource.setPrepareThreshold(0);
		return dataSource;
	}

	/**
	 * Cut the network before a text reaches the server.
	 * @param text the text
	 */
	public void cutBefore(String text) {
		this.trigger = new Trigger(text, false);
	}

	/**
	 * Let a text reach the server, and cut the network instead of passing on its answer.
	 * @param text the text
	 */
	public void cutAfter(String text) {
		this.trigger = new Trigger(text, true);
	}

	/**
	 * Cut all connections now. New ones are accepted.
	 */
	public void cut() {
		this.sockets.forEach(TcpProxy::close);
		this.sockets.clear();
	}

	private void accept() throws IOException {
		while (!this.entrance.isClosed()) {
			Socket client = this.entrance.accept();
			Socket server = new Socket(this.database.server().host(), this.database.server().port());
			client.setTcpNoDelay(true);
			server.setTcpNoDelay(true);
			this.sockets.add(client);
			this.sockets.add(server);
			Line line = new Line(client, server);
			start("proxy-requests", line::requests);
			start("proxy-answers", line::answers);
		}
	}

	private static void start(String name, Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				// One of the sockets was closed
			}
		}, name);
		thread.setDaemon(true);
		thread.start();
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.entrance.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			cut();
		}
	}

	private record Trigger(String text, boolean passedOn) {
	}

	private interface Work {

		void run() throws IOException;

	}

	private final class Line {

		private final Socket client;

		private final Socket server;

		private volatile boolean cutAtAnswer;

		Line(Socket client, Socket server) {
			this.client = client;
			this.server = server;
		}

		void requests() throws IOException {
			byte[] buffer = new byte[65536];
			InputStream in = this.client.getInputStream();
			OutputStream out = this.server.getOutputStream();
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				Trigger armed = TcpProxy.this.trigger;
				if (armed != null && new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(armed.text())) {
					TcpProxy.this.trigger = null;
					if (!armed.passedOn()) {
						break;
					}
					this.cutAtAnswer = true;
				}
				out.write(buffer, 0, read);
			}
			hangUp();
		}

		void answers() throws IOException {
			byte[] buffer = new byte[65536];
			InputStream in = this.server.getInputStream();
			OutputStream out = this.client.getOutputStream();
			for (int read = in.read(buffer); read >= 0 && !this.cutAtAnswer; read = in.read(buffer)) {
				out.write(buffer, 0, read);
			}
			hangUp();
		}

		private void hangUp() {
			TcpProxy.close(this.client);
			TcpProxy.close(this.server);
		}

	}

}
