// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/**
 * A disk of two megabytes in memory, for a tablespace that is really full. Only root may
 * mount one, so tests that need it are skipped elsewhere.
 */
public final class SmallDisk implements AutoCloseable {

	private final Path folder;

	private SmallDisk(Path folder) {
		this.folder = folder;
	}

	/**
	 * Mount the disk, or skip the test if that is not possible here.
	 * @param folder where to
	 * @return the disk
	 */
	public static SmallDisk mount(Path folder) {
		Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.toString()),
				"No disk can be mounted here");
		return new SmallDisk(folder);
	}

	@Override
	public void close() {
		if (!run("umount", this.folder.toString())) {
			throw new IllegalStateException("Could not unmount " + this.folder);
		}
	}

	private static boolean run(String... command) {
		try {
			return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
