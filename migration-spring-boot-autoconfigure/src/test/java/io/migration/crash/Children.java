// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Processes that are ready before they are needed.
 */
final class Children implements AutoCloseable {

	private static final int SPARE = 2;

	private final ChildImage image;

	private final Queue<Child> spare = new ConcurrentLinkedQueue<>();

	Children(ChildImage image) {
		this.image = image;
		for (int i = 0; i < SPARE; i++) {
			this.spare.add(image.launch());
		}
	}

	Child next() {
		this.spare.add(this.image.launch());
		return this.spare.remove();
	}

	@Override
	public void close() {
		this.spare.forEach(Child::close);
	}

}
