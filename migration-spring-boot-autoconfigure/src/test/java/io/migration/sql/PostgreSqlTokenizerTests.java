// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class PostgreSqlTokenizerTests {

	@ParameterizedTest
	@MethodSource({ "words", "strings", "numbers", "symbols", "comments", "placeholders" })
	void textBecomesTokens(String text, String expected) {
		assertThat(describe(text)).isEqualTo(expected);
	}

	static Stream<Arguments> words() {
		return Stream.of(Arguments.of("", ""), Arguments.of(" \t\r\n\f", ""),
				Arguments.of("\uFEFFSELECT", "WORD SELECT"), Arguments.of("_a1$", "WORD _a1$"),
				Arguments.of("größe", "WORD größe"), Arguments.of("表 名", "WORD 表|WORD 名"),
				Arguments.of("\uD83D\uDE00x", "WORD \uD83D\uDE00x"), Arguments.of("a$b$c", "WORD a$b$c"),
				Arguments.of("a\u00A0b", "WORD a\u00A0b"),
				Arguments.of("e b x n u", "WORD e|WORD b|WORD x|WORD n|WORD u"),
				Arguments.of("\"a\"", "QUOTED_IDENTIFIER \"a\""),
				Arguments.of("\"a\"\"b\"", "QUOTED_IDENTIFIER \"a\"\"b\""),
				Arguments.of("\"a;--\nb\"c", "QUOTED_IDENTIFIER \"a;--\nb\"|WORD c"),
				Arguments.of("\"\\\"x", "QUOTED_IDENTIFIER \"\\\"|WORD x"),
				Arguments.of("U&\"d\\0061t\"", "QUOTED_IDENTIFIER U&\"d\\0061t\""),
				Arguments.of("u & \"x\"", "WORD u|OPERATOR &|QUOTED_IDENTIFIER \"x\""),
				Arguments.of("s.t", "WORD s|PUNCTUATION .|WORD t"));
	}

	static Stream<Arguments> strings() {
		return Stream.of(Arguments.of("'a'", "STRING 'a'"), Arguments.of("''", "STRING ''"),
				Arguments.of("'it''s'", "STRING 'it''s'"), Arguments.of("'a\\'b", "STRING 'a\\'|WORD b"),
				Arguments.of("E'a\\'b'", "STRING E'a\\'b'"), Arguments.of("e'\\\\'x", "STRING e'\\\\'|WORD x"),
				Arguments.of("E'a''b'", "STRING E'a''b'"), Arguments.of("U&'\\0041'", "STRING U&'\\0041'"),
				Arguments.of("B'01'x'1F'N'n'", "STRING B'01'|STRING x'1F'|STRING N'n'"),
				Arguments.of("name'x'", "WORD name|STRING 'x'"), Arguments.of("'a'\n'b'", "STRING 'a'|STRING 'b'"),
				Arguments.of("E'a'\n'\\''", "STRING E'a'|STRING '\\''"),
				Arguments.of("E'a' -- c\n'\\''", "STRING E'a'|COMMENT -- c|STRING '\\''"),
				Arguments.of("E'a', '\\'", "STRING E'a'|PUNCTUATION ,|STRING '\\'"),
				Arguments.of("E'a' '\\'", "STRING E'a'|STRING '\\'"), Arguments.of("'--;/*'", "STRING '--;/*'"),
				Arguments.of("$$a;b$$", "STRING $$a;b$$"), Arguments.of("$$$$", "STRING $$$$"),
				Arguments.of("$a$ $$ $b$ ' $a$x", "STRING $a$ $$ $b$ ' $a$|WORD x"),
				Arguments.of("$ä1$x$ä1$", "STRING $ä1$x$ä1$"), Arguments.of("$$$a$$", "STRING $$$a$$"),
				Arguments.of("$A$ $a$ $A$", "STRING $A$ $a$ $A$"), Arguments.of("=$$x$$", "OPERATOR =|STRING $$x$$"),
				Arguments.of("$${name}$$", "STRING $${name}$$"), Arguments.of("$1", "PARAMETER $1"),
				Arguments.of("$1$x", "PARAMETER $1|PUNCTUATION $|WORD x"),
				Arguments.of("$12+$3", "PARAMETER $12|OPERATOR +|PARAMETER $3"));
	}

	static Stream<Arguments> numbers() {
		return Stream.of(Arguments.of("1", "NUMBER 1"), Arguments.of("1.5e10", "NUMBER 1.5e10"),
				Arguments.of("1E-3", "NUMBER 1E-3"), Arguments.of(".5", "NUMBER .5"), Arguments.of("1.", "NUMBER 1."),
				Arguments.of("1.e5", "NUMBER 1.e5"), Arguments.of("0x1F", "NUMBER 0x1F"),
				Arguments.of("0o17", "NUMBER 0o17"), Arguments.of("0b101", "NUMBER 0b101"),
				Arguments.of("0x_1F", "NUMBER 0x_1F"), Arguments.of("0x", "NUMBER 0|WORD x"),
				Arguments.of("1_000", "NUMBER 1_000"), Arguments.of("1_000.5_5", "NUMBER 1_000.5_5"),
				Arguments.of("1_", "NUMBER 1|WORD _"), Arguments.of("1..2", "NUMBER 1|OPERATOR ..|NUMBER 2"),
				Arguments.of("1e", "NUMBER 1|WORD e"), Arguments.of("1e+", "NUMBER 1|WORD e|OPERATOR +"),
				Arguments.of("-1", "OPERATOR -|NUMBER 1"), Arguments.of("1.2.3", "NUMBER 1.2|NUMBER .3"));
	}

	static Stream<Arguments> symbols() {
		return Stream.of(Arguments.of("a::int", "WORD a|OPERATOR ::|WORD int"),
				Arguments.of("a:=1", "WORD a|OPERATOR :=|NUMBER 1"),
				Arguments.of("a=>-1", "WORD a|OPERATOR =>|OPERATOR -|NUMBER 1"),
				Arguments.of("j->>'a'", "WORD j|OPERATOR ->>|STRING 'a'"),
				Arguments.of("a<>b", "WORD a|OPERATOR <>|WORD b"),
				Arguments.of("1=-1", "NUMBER 1|OPERATOR =|OPERATOR -|NUMBER 1"),
				Arguments.of("a@-b", "WORD a|OPERATOR @-|WORD b"),
				Arguments.of("a+--c", "WORD a|OPERATOR +|COMMENT --c"),
				Arguments.of("a*/*c*/b", "WORD a|OPERATOR *|COMMENT /*c*/|WORD b"),
				Arguments.of(":batch", "PUNCTUATION :|WORD batch"),
				Arguments.of("a[1:n]", "WORD a|PUNCTUATION [|NUMBER 1|PUNCTUATION :|WORD n|PUNCTUATION ]"),
				Arguments.of("a ? b", "WORD a|OPERATOR ?|WORD b"), Arguments.of("a?|b", "WORD a|OPERATOR ?||WORD b"),
				Arguments.of("(),;", "PUNCTUATION (|PUNCTUATION )|PUNCTUATION ,|PUNCTUATION ;"),
				Arguments.of("{}", "PUNCTUATION {|PUNCTUATION }"), Arguments.of("#>>", "OPERATOR #>>"));
	}

	static Stream<Arguments> comments() {
		return Stream.of(Arguments.of("--", "COMMENT --"), Arguments.of("-- a\r\nb", "COMMENT -- a|WORD b"),
				Arguments.of("-- a\rb", "COMMENT -- a|WORD b"), Arguments.of("/**/", "COMMENT /**/"),
				Arguments.of("/* /* */ ' */a", "COMMENT /* /* */ ' */|WORD a"),
				Arguments.of("/*/ */a", "COMMENT /*/ */|WORD a"), Arguments.of("/* -- */a", "COMMENT /* -- */|WORD a"),
				Arguments.of("-- /* '\na", "COMMENT -- /* '|WORD a"),
				Arguments.of("a - - b", "WORD a|OPERATOR -|OPERATOR -|WORD b"));
	}

	static Stream<Arguments> placeholders() {
		return Stream.of(Arguments.of("${a}", "PLACEHOLDER ${a}"),
				Arguments.of("${a.b-c:d_1}", "PLACEHOLDER ${a.b-c:d_1}"),
				Arguments.of("schema_${env}.t", "WORD schema_|PLACEHOLDER ${env}|PUNCTUATION .|WORD t"),
				Arguments.of("${env}_x", "PLACEHOLDER ${env}|WORD _x"),
				Arguments.of("a${b}c${d}", "WORD a|PLACEHOLDER ${b}|WORD c|PLACEHOLDER ${d}"),
				Arguments.of("${flyway:user}", "PLACEHOLDER ${flyway:user}"),
				Arguments.of("${}", "PUNCTUATION $|PUNCTUATION {|PUNCTUATION }"),
				Arguments.of("${a b}", "PUNCTUATION $|PUNCTUATION {|WORD a|WORD b|PUNCTUATION }"),
				Arguments.of("'${a}'", "STRING '${a}'"), Arguments.of("\"${a}\"", "QUOTED_IDENTIFIER \"${a}\""),
				Arguments.of("1${a}", "NUMBER 1|PLACEHOLDER ${a}"));
	}

	@Test
	void positionsCountFromOneAndOffsetsFromZero() {
		List<SqlToken> tokens = PostgreSqlTokenizer.tokens("a\r\n  'x\ny' b\n\n\tc");
		assertThat(tokens)
			.extracting((token) -> token.text() + "@" + token.offset() + " " + token.line() + ":" + token.column())
			.containsExactly("a@0 1:1", "'x\ny'@5 2:3", "b@11 3:4", "c@15 5:2");
	}

	@Test
	void byteOrderMarkCountsAsOffsetButNotAsColumn() {
		assertThat(PostgreSqlTokenizer.tokens("\uFEFFa")).containsExactly(new SqlToken(TokenType.WORD, "a", 1, 1, 1));
	}

	@Test
	void plainStringsHaveBackslashEscapesIfSwitchedOn() {
		PostgreSqlTokenizer tokenizer = new PostgreSqlTokenizer("'a\\'b' N'\\'' B'\\' U&'\\'");
		tokenizer.useBackslashEscapes(true);
		List<String> texts = new ArrayList<>();
		SqlToken token = tokenizer.next();
		while (token != null) {
			texts.add(token.text());
			token = tokenizer.next();
		}
		assertThat(texts).containsExactly("'a\\'b'", "N'\\''", "B'\\'", "U&'\\'");
	}

	private static String describe(String text) {
		PostgreSqlTokenizer tokenizer = new PostgreSqlTokenizer(text);
		List<String> tokens = new ArrayList<>();
		SqlToken token = tokenizer.next();
		while (token != null) {
			tokens.add(token.type() + " " + token.text());
			token = tokenizer.next();
		}
		return String.join("|", tokens);
	}

}
