// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

	private final ProxyEntrance entrance;

	private final TestDatabase database;

	private final ExchangeObserver observer;

	private final AtomicInteger exchanges = new AtomicInteger();

	private volatile boolean dead;

	private StatementProxy(TestDatabase database, ExchangeObserver observer) {
		this.database = database;
		this.observer = observer;
		this.entrance = ProxyEntrance.to(database, Line::new);
	}

	/**
	 * Open a way to a database.
	 * @param database the database
	 * @param observer who is told of the exchanges, on threads of the proxy
	 * @return the proxy, to be closed
	 */
	public static StatementProxy to(TestDatabase database, ExchangeObserver observer) {
		return new StatementProxy(database, observer);
	}

	/**
	 * Return the address for a driver.
	 * @return the URL
	 */
	public String url() {
		return "jdbc:postgresql://" + this.entrance.host() + ":" + this.entrance.port() + "/" + this.database.name()
				+ "?sslmode=disable&gssEncMode=disable";
	}

	/**
	 * Close all connections, as the operating system does for a process that is gone.
	 */
	public void hangUp() {
		this.dead = true;
		this.entrance.hangUp();
	}

	@Override
	public void close() {
		this.dead = true;
		this.entrance.close();
	}

	/**
	 * A connection. Its two directions have one thread each.
	 */
	private final class Line extends ProxyLine {

		private final Map<String, String> prepared = new HashMap<>();

		private volatile int session;

		private final Queue<Optional<Exchange>> open = new ConcurrentLinkedQueue<>();

		Line(Socket client, Socket server) {
			super(client, server);
		}

		@Override
		void requests(InputStream client, OutputStream server) throws IOException {
			DataInputStream in = new DataInputStream(new BufferedInputStream(client));
			int length = in.readInt();
			server.write(ByteBuffer.allocate(4).putInt(length).array());
			server.write(in.readNBytes(length - 4));
			List<String> texts = new ArrayList<>();
			ByteArrayOutputStream request = new ByteArrayOutputStream();
			while (true) {
				WireMessage message = WireMessage.read(in);
				message.write(request);
				note(message, texts);
				if (message.endsRequest()) {
					forward(request, texts, message, server);
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

		@Override
		void answers(InputStream server, OutputStream client) throws IOException {
			DataInputStream in = new DataInputStream(new BufferedInputStream(server));
			ByteArrayOutputStream answer = new ByteArrayOutputStream();
			while (true) {
				WireMessage message = WireMessage.read(in);
				message.write(answer);
				if (message.type() == 'K') {
					this.session = ByteBuffer.wrap(message.body()).getInt();
				}
				if (message.endsAnswer()) {
					answer(answer, message, client);
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

	}

}
