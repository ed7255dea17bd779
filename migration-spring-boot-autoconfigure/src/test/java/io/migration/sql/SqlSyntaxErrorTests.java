// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SqlSyntaxErrorTests {

	@ParameterizedTest
	@MethodSource("mistakes")
	void mistakeNamesTheLineOfItsOpeningAndWhatToDo(String text, int line, String message, String action) {
		SqlSyntaxException ex = read(text);
		assertThat(ex).hasMessage(message);
		assertThat(ex.line()).isEqualTo(line);
		assertThat(ex.action()).isEqualTo(action);
	}

	static Stream<Arguments> mistakes() {
		String string = "The string that starts here is never closed";
		String copy = "The data of the COPY ... FROM stdin that starts here is never closed by \\.";
		String copyAction = "Put \\. on a line of its own behind the last data line.";
		return Stream.of(Arguments.of("SELECT\n'a;\nb", 2, string, "Close it with '."),
				Arguments.of("SELECT E'a\\'", 1, string, "Close it with '."),
				Arguments.of("SELECT 'a''", 1, string, "Close it with '."),
				Arguments.of("\r\n\r\nSELECT \"a", 3, "The quoted name that starts here is never closed",
						"Close it with \"."),
				Arguments.of("DO\n$body$\n$$ $BODY$", 2, "The dollar-quoted text that starts here is never closed",
						"Close it with $body$."),
				Arguments.of("SELECT $${name}", 1, "The dollar-quoted text that starts here is never closed",
						"Close it with $$."),
				Arguments.of("a\n/* b\n/* c */", 2, "The comment that starts here is never closed",
						"Close it with */; comments nest, so each /* needs its own."),
				Arguments.of("SELECT 1;\nCOPY t\nFROM stdin;\n1\n2\n", 2, copy, copyAction),
				Arguments.of("COPY t FROM stdin", 1, copy, copyAction),
				Arguments.of("COPY t FROM stdin;", 1, copy, copyAction),
				Arguments.of("COPY t FROM stdin; 1\n\\.\n", 1, "Text follows COPY ... FROM stdin on the same line",
						"Put the data on the lines after the semicolon."),
				Arguments.of("a\n\0", 2, "The text holds a NUL character, which SQL cannot have",
						"Save the file as UTF-8 text, or remove the character."),
				Arguments.of("SELECT \\ 1", 1, "A backslash outside of quotes is not SQL",
						"Remove it, or put the text around it in quotes."));
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "==>",
			textBlock = """
					\\i other.sql       ==> \\i        ==> Give the other file a version of its own.
					\\ir other.sql      ==> \\ir       ==> Give the other file a version of its own.
					\\restrict aBc      ==> \\restrict ==> Delete the line; newer versions of pg_dump write it for psql only.
					\\unrestrict aBc    ==> \\unrestrict ==> Delete the line; newer versions of pg_dump write it for psql only.
					\\connect app       ==> \\connect  ==> Delete the line and configure the data source for that database.
					\\c app             ==> \\c        ==> Delete the line and configure the data source for that database.
					\\set a 1           ==> \\set      ==> Use a placeholder, ${name}, with its value in the configuration.
					\\.                 ==> \\.        ==> Delete the line; it closes the data of COPY ... FROM stdin, and none is open here.
					\\copy t FROM 'x'   ==> \\copy     ==> Use COPY ... FROM stdin with the data in the script.
					\\gexec             ==> \\gexec    ==> End the statement with a semicolon instead.
					\\if true           ==> \\if       ==> Use a DO block, or files of different locations.
					\\echo hello        ==> \\echo     ==> Delete the line.
					\\encoding LATIN1   ==> \\encoding ==> Delete the line and save the file as UTF-8.
					\\d t               ==> \\d        ==> Write it as SQL, or delete it.
					""")
	void commandOfPsqlIsNamedWithItsReplacement(String line, String command, String action) {
		SqlSyntaxException ex = read("SELECT 1;\n" + line + "\nSELECT 2;");
		assertThat(ex).hasMessage("\"" + command + "\" is a command of the psql program and not SQL");
		assertThat(ex.line()).isEqualTo(2);
		assertThat(ex.action()).isEqualTo(action);
	}

	@Test
	void commandBehindAnOpenStatementIsFoundToo() {
		assertThat(read("SELECT 1\n\\gexec\n").line()).isEqualTo(2);
	}

	private static SqlSyntaxException read(String text) {
		return catchThrowableOfType(SqlSyntaxException.class, () -> SqlDialect.postgresql().read(text));
	}

}
