// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.postgresql.ds.PGSimpleDataSource;

/**
 * The process that is killed. Reads where the server is and what to do, one line each,
 * and tells how it went if it comes to that.
 */
public final class CrashingProcess {

	static final String DONE = "done";

	private CrashingProcess() {
	}

	public static void main(String[] arguments) throws IOException {
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(input.readLine());
		dataSource.setUser(input.readLine());
		dataSource.setPassword(input.readLine());
		Operation.parse(input.readLine()).run(dataSource);
		System.out.println(DONE);
	}

}
