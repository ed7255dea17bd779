// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;

/**
 * Where a proxy is reached. It connects everybody who comes with the server, by a line
 * that has a thread for each of its directions.
 */
final class ProxyEntrance implements AutoCloseable {

	private final ServerSocket socket;

	private final TestDatabase database;

	private final BiFunction<Socket, Socket, ProxyLine> connector;

	private final Queue<ProxyLine> lines = new ConcurrentLinkedQueue<>();

	private ProxyEntrance(TestDatabase database, BiFunction<Socket, Socket, ProxyLine> connector) throws IOException {
		this.database = database;
		this.connector = connector;
		this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
	}

	/**
	 * Open an entrance.
	 * @param database the database whose server is behind it
	 * @param connector makes a line of the sockets to a client and to the server
	 * @return the entrance, to be closed
	 */
	static ProxyEntrance to(TestDatabase database, BiFunction<Socket, Socket, ProxyLine> connector) {
		try {
			ProxyEntrance entrance = new ProxyEntrance(database, connector);
			start("proxy-entrance", entrance::accept);
			return entrance;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String host() {
		return this.socket.getInetAddress().getHostAddress();
	}

	int port() {
		return this.socket.getLocalPort();
	}

	/**
	 * Cut all lines. New ones are accepted.
	 */
	void hangUp() {
		this.lines.forEach(ProxyLine::hangUp);
		this.lines.clear();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			hangUp();
		}
	}

	private void accept() throws IOException {
		while (!this.socket.isClosed()) {
			Socket client = this.socket.accept();
			Socket server = new Socket(this.database.server().host(), this.database.server().port());
			client.setTcpNoDelay(true);
			server.setTcpNoDelay(true);
			ProxyLine line = this.connector.apply(client, server);
			this.lines.add(line);
			start("proxy-requests", line::passRequests);
			start("proxy-answers", line::passAnswers);
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

	private interface Work {

		void run() throws IOException;

	}

}
