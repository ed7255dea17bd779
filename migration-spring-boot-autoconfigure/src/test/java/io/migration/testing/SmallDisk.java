// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A disk of two megabytes in memory, for a tablespace that is really full. Only root may
 * mount one.
 */
public final class SmallDisk implements AutoCloseable {

	private final Path folder;

	private final boolean mounted;

	private SmallDisk(Path folder, boolean mounted) {
		this.folder = folder;
		this.mounted = mounted;
	}

	/**
	 * Mount the disk, if that is possible here.
	 * @param folder where to
	 * @return the disk
	 */
	public static SmallDisk mount(Path folder) {
		return new SmallDisk(folder, run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.toString()));
	}

	/**
	 * Return whether the disk is there.
	 * @return {@code false} if it could not be mounted
	 */
	public boolean isMounted() {
		return this.mounted;
	}

	@Override
	public void close() {
		if (this.mounted && !run("umount", this.folder.toString())) {
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
