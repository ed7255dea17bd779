// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.util.StringUtils;

/**
 * Writes a script that is ready to be filled. Its version is the time in UTC, so that two
 * branches do not choose the same one.
 */
final class NewScript {

	private static final DateTimeFormatter VERSION = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

	private static final String CONTENT = """
			-- migrate:up


			-- migrate:down

			""";

	private final CommandInput input;

	NewScript(CommandInput input) {
		this.input = input;
	}

	CommandResult write() {
		return write(LocalDateTime.now(ZoneOffset.UTC));
	}

	CommandResult write(LocalDateTime now) {
		String version = VERSION.format(now);
		Path file = folder().resolve(naming("version-prefix", "V") + version + naming("separator", "__")
				+ words(Objects.requireNonNull(this.input.options().name())) + suffix());
		create(file);
		Map<String, Object> value = new LinkedHashMap<>();
		value.put("file", file);
		value.put("version", version);
		return new CommandResult(value, "Wrote " + file);
	}

	private static void create(Path file) {
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			Files.writeString(file, CONTENT, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		}
		catch (FileAlreadyExistsException ex) {
			throw new CommandUsageException("The file " + file + " exists already. It was not touched.",
					"Choose another name, or try again a second later.");
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The file " + file + " could not be written: " + ex.getMessage(), ex);
		}
	}

	// Nothing that a file system or a separator could take for something else
	private static String words(String name) {
		String words = name.strip().replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_|_$", "");
		if (words.isEmpty()) {
			throw new CommandUsageException("The name '" + name + "' holds neither letters nor digits.",
					"Say in a few words what the migration does: " + CommandOption.NAME.usage());
		}
		return words;
	}

	private Path folder() {
		String folder = this.input.options().folder();
		if (StringUtils.hasText(folder)) {
			return Path.of(folder);
		}
		List<String> locations = list("migration.locations", "classpath:db/migration");
		return locations.stream()
			.filter((location) -> location.startsWith("filesystem:"))
			.findFirst()
			.map((location) -> Path.of(location.substring("filesystem:".length())))
			.orElseGet(() -> resources(locations.get(0)));
	}

	private static Path resources(String location) {
		String folder = location.substring(location.indexOf(':') + 1);
		return Path.of("src/main/resources").resolve(StringUtils.trimLeadingCharacter(folder, '/'));
	}

	private String naming(String name, String defaultValue) {
		return this.input.environment().getProperty("migration.naming." + name, defaultValue);
	}

	private String suffix() {
		return list("migration.naming.suffixes", ".sql").get(0);
	}

	private List<String> list(String name, String defaultValue) {
		List<String> values = Binder.get(this.input.environment())
			.bind(name, Bindable.listOf(String.class))
			.orElse(List.of());
		return values.isEmpty() ? List.of(defaultValue) : values;
	}

}
