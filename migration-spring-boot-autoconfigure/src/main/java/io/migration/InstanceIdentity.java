// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * Who this instance is, as written into history and register.
 *
 * @param instance unique for each start of a process, at most 200 characters
 * @param application name of the application, {@code null} if it has none
 * @param applicationVersion its release, {@code null} if unknown
 * @param address network address or host name, {@code null} if unknown
 * @since 1.0.0
 */
public record InstanceIdentity(String instance, @Nullable String application, @Nullable String applicationVersion,
		@Nullable String address) {

	/**
	 * Create the identity of this process.
	 * @param application name of the application, {@code null} if it has none
	 * @param applicationVersion its release, {@code null} if unknown
	 * @return an identity with an instance name of host and process and a random part
	 */
	public static InstanceIdentity create(@Nullable String application, @Nullable String applicationVersion) {
		String host = host();
		// Unique, not secret: the first secure random number of a JVM takes milliseconds
		String unique = Integer.toHexString(ThreadLocalRandom.current().nextInt());
		String instance = ((host != null) ? host : "unknown") + "-" + ProcessHandle.current().pid() + "-" + unique;
		return new InstanceIdentity(instance, application, applicationVersion, host);
	}

	private static @Nullable String host() {
		String name = System.getenv("HOSTNAME");
		if (name != null && !name.isBlank()) {
			return name;
		}
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

}
