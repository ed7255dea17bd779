// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.util.List;

/**
 * A request of a client, from its first statement to the point where the client waits,
 * and the answer to it.
 *
 * @param number its number among all requests, from 1
 * @param session the number of the process of the server
 * @param texts the statements, in their order
 */
public record Exchange(int number, int session, List<String> texts) {

	public Exchange {
		texts = List.copyOf(texts);
	}

}
