// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Hashes of what a text says, not of how it is laid out: comments, white space, empty
 * statements and the case of unquoted words make no difference. Literals and quoted names
 * count as written, except that their line ends are unified.
 *
 * @since 1.0.0
 */
public final class TokenFingerprint {

	private static final int SHORT_LENGTH = 16;

	private final MessageDigest digest = sha256();

	private @Nullable SqlToken previous;

	private TokenFingerprint() {
	}

	/**
	 * Return the hash of some tokens.
	 * @param tokens the tokens; comments are skipped
	 * @return the SHA-256 in hexadecimal digits
	 */
	public static String of(List<SqlToken> tokens) {
		TokenFingerprint fingerprint = new TokenFingerprint();
		fingerprint.add(tokens);
		return fingerprint.hex();
	}

	/**
	 * Return the hash of some statements and their data.
	 * @param statements the statements
	 * @return the SHA-256 in hexadecimal digits
	 */
	public static String ofStatements(List<SqlStatement> statements) {
		TokenFingerprint fingerprint = new TokenFingerprint();
		statements.forEach(fingerprint::add);
		return fingerprint.hex();
	}

	/**
	 * Return a short hash of one statement and its data, to tell the statements of one
	 * script apart.
	 * @param statement the statement
	 * @return 16 hexadecimal digits
	 */
	public static String shortOf(SqlStatement statement) {
		return ofStatements(List.of(statement)).substring(0, SHORT_LENGTH);
	}

	private void add(SqlStatement statement) {
		this.previous = null;
		add(statement.tokens());
		CopyData data = statement.copyData();
		if (data != null) {
			add('D', data.text());
		}
		add('E', "");
	}

	private void add(List<SqlToken> tokens) {
		for (SqlToken token : tokens) {
			if (token.type() != TokenType.COMMENT) {
				if (isGlued(this.previous, token)) {
					add('G', "");
				}
				add(code(token.type()), content(token));
				this.previous = token;
			}
		}
	}

	// The length keeps neighbours apart whatever they contain
	private void add(char code, String content) {
		byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
		this.digest.update((code + Integer.toString(bytes.length) + ':').getBytes(StandardCharsets.US_ASCII));
		this.digest.update(bytes);
	}

	private String hex() {
		return HexFormat.of().formatHex(this.digest.digest());
	}

	// A space between a word and a placeholder makes two names of one
	private static boolean isGlued(@Nullable SqlToken previous, SqlToken token) {
		return previous != null && previous.end() == token.offset() && isNamePart(previous) && isNamePart(token)
				&& (previous.type() == TokenType.PLACEHOLDER || token.type() == TokenType.PLACEHOLDER);
	}

	private static boolean isNamePart(SqlToken token) {
		return token.type() != TokenType.PUNCTUATION && token.type() != TokenType.OPERATOR;
	}

	private static String content(SqlToken token) {
		return (token.type() == TokenType.WORD) ? SqlCharacters.fold(token.text()) : token.text().replace("\r\n", "\n");
	}

	// These letters are part of every stored hash, so the order of the enumeration must
	// not
	// matter
	private static char code(TokenType type) {
		return switch (type) {
			case WORD -> 'w';
			case QUOTED_IDENTIFIER -> 'q';
			case STRING -> 's';
			case NUMBER -> 'n';
			case PARAMETER -> 'p';
			case PLACEHOLDER -> 'h';
			case OPERATOR -> 'o';
			case PUNCTUATION -> 'x';
			case COMMENT -> 'c';
		};
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
