// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

/**
 * Where an exchange is when its client dies.
 */
enum KillPoint {

	/** The request has not reached the server. */
	BEFORE,

	/** The request has reached the server, which has not answered. */
	IN,

	/** The server has answered, the answer has not reached the client. */
	ANSWERED,

	/** The answer has reached the client. */
	AFTER

}
