// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network between an application and a PostgreSQL server that understands what is said:
 * it tells an observer of each exchange of a request and its answer, before and after
 * both are passed on. While the observer thinks, nothing moves. Connections must not be
 * encrypted.
 */
public final class StatementProxy implements AutoCloseable {

	/**
	 * The driver sends it ahead of the first statement of a transaction and waits for the
	 * answer to both, so it is no exchange of its own.
	 */
	private static final List<String> BEGIN = List.of("BEGIN");

	private final ServerSocket entrance;

	private final TestDatabase database;

	private final ExchangeObserver observer;

	private final AtomicInteger exchanges = new AtomicInteger();

	private final Queue<Closeable> sockets = new ConcurrentLinkedQueue<>();

	private volatile boolean dead;

	private StatementProxy(TestDatabase database, ExchangeObserver observer) throws IOException {
		this.database = database;
		this.observer = observer;
		this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
	}

	/**
	 * Open a way to a database.
	 * @param database the database
	 * @param observer who is told of the exchanges, on threads of the proxy
	 * @return the proxy, to be closed
	 */
	public static StatementProxy to(TestDatabase database, ExchangeObserver observer) {
		try {
			StatementProxy proxy = new StatementProxy(database, observer);
			start(proxy::accept);
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the address for a driver.
	 * @return the URL
	 */
	public String url() {
		return "jdbc:postgresql://" + this.entrance.getInetAddress().getHostAddress() + ":"
				+ this.entrance.getLocalPort() + "/" + this.database.name() + "?sslmode=disable&gssEncMode=disable";
	}

	/**
	 * Close all connections, as the operating system does for a process that is gone.
	 */
	public void hangUp() {
		this.dead = true;
		this.sockets.forEach(StatementProxy::close);
		this.sockets.clear();
	}

	@Override
	public void close() {
		close(this.entrance);
		hangUp();
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
			start(line::requests);
			start(line::answers);
		}
	}

	private static void start(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				// One of the sockets was closed
			}
		}, "statement-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	private static void close(Closeable socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private interface Work {

		void run() throws IOException;

	}

	/**
	 * A connection. Its two directions have one thread each.
	 */
	private final class Line {

		private final Socket client;

		private final Socket server;

		private final Map<String, String> prepared = new HashMap<>();

		private volatile int session;

		private final Queue<Optional<Exchange>> open = new ConcurrentLinkedQueue<>();

		Line(Socket client, Socket server) {
			this.client = client;
			this.server = server;
		}

		void requests() throws IOException {
			try (Closeable end = this::hangUp) {
				DataInputStream in = new DataInputStream(new BufferedInputStream(this.client.getInputStream()));
				OutputStream out = this.server.getOutputStream();
				int length = in.readInt();
				out.write(ByteBuffer.allocate(4).putInt(length).array());
				out.write(in.readNBytes(length - 4));
				List<String> texts = new ArrayList<>();
				ByteArrayOutputStream request = new ByteArrayOutputStream();
				while (true) {
					WireMessage message = WireMessage.read(in);
					message.write(request);
					note(message, texts);
					if (message.endsRequest()) {
						forward(request, texts, message, out);
					}
				}
			}
		}

		private void note(WireMessage message, List<String> texts) {
			switch (message.type()) {
				case 'Q' -> texts.add(message.text(0));
				case 'P' -> this.prepared.put(message.text(0), message.text(1));
				case 'B' -> texts.add(this.prepared.getOrDefault(message.text(1), ""));
				default -> {
				}
			}
		}

		private void forward(ByteArrayOutputStream request, List<String> texts, WireMessage last, OutputStream out)
				throws IOException {
			Exchange exchange = null;
			if (!texts.isEmpty() && !texts.equals(BEGIN)) {
				exchange = new Exchange(StatementProxy.this.exchanges.incrementAndGet(), this.session, texts);
				StatementProxy.this.observer.requested(exchange);
			}
			requireAlive();
			if (last.expectsReady()) {
				this.open.add(Optional.ofNullable(exchange));
			}
			request.writeTo(out);
			request.reset();
			texts.clear();
			if (exchange != null) {
				StatementProxy.this.observer.forwarded(exchange);
			}
		}

		void answers() throws IOException {
			try (Closeable end = this::hangUp) {
				DataInputStream in = new DataInputStream(new BufferedInputStream(this.server.getInputStream()));
				OutputStream out = this.client.getOutputStream();
				ByteArrayOutputStream answer = new ByteArrayOutputStream();
				while (true) {
					WireMessage message = WireMessage.read(in);
					message.write(answer);
					if (message.type() == 'K') {
						this.session = ByteBuffer.wrap(message.body()).getInt();
					}
					if (message.endsAnswer()) {
						answer(answer, message, out);
					}
				}
			}
		}

		private void answer(ByteArrayOutputStream answer, WireMessage last, OutputStream out) throws IOException {
			Optional<Exchange> exchange = Optional.empty();
			if (last.isReady() && !this.open.isEmpty()) {
				exchange = this.open.remove();
			}
			exchange.ifPresent(StatementProxy.this.observer::answered);
			requireAlive();
			answer.writeTo(out);
			answer.reset();
			exchange.ifPresent(StatementProxy.this.observer::delivered);
		}

		private void requireAlive() throws IOException {
			if (StatementProxy.this.dead) {
				throw new IOException("The client is dead");
			}
		}

		private void hangUp() {
			StatementProxy.close(this.client);
			StatementProxy.close(this.server);
		}

	}

}
