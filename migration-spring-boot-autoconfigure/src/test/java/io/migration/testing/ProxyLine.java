// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;

/**
 * A connection of a client to the server through a proxy. When one direction ends, both
 * do.
 */
abstract class ProxyLine {

	private final Socket client;

	private final Socket server;

	ProxyLine(Socket client, Socket server) {
		this.client = client;
		this.server = server;
	}

	/**
	 * Pass on what the client says, until the line is to end.
	 */
	abstract void requests(InputStream client, OutputStream server) throws IOException;

	/**
	 * Pass on what the server says, until the line is to end.
	 */
	abstract void answers(InputStream server, OutputStream client) throws IOException;

	final void passRequests() throws IOException {
		try (Closeable end = this::hangUp) {
			requests(this.client.getInputStream(), this.server.getOutputStream());
		}
	}

	final void passAnswers() throws IOException {
		try (Closeable end = this::hangUp) {
			answers(this.server.getInputStream(), this.client.getOutputStream());
		}
	}

	final void hangUp() {
		try {
			this.client.close();
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
