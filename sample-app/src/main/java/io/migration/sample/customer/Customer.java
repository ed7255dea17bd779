// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.customer;

import java.time.Instant;
import java.util.Locale;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Generated;
import org.jspecify.annotations.Nullable;

/**
 * A customer.
 */
@Entity
@Table(name = "customers")
class Customer {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private String firstName;

	private String lastName;

	// Until the contract of V9 has run, rows from before it may have none
	private @Nullable String displayName;

	private String email;

	@Generated
	@Column(insertable = false, updatable = false)
	private Instant createdAt;

	@SuppressWarnings("NullAway.Init")
	protected Customer() {
	}

	@SuppressWarnings("NullAway.Init")
	Customer(String firstName, String lastName, @Nullable String displayName, String email) {
		this.firstName = firstName;
		this.lastName = lastName;
		this.displayName = (displayName != null) ? displayName : fullName();
		this.email = email.toLowerCase(Locale.ROOT);
	}

	private String fullName() {
		return this.firstName + " " + this.lastName;
	}

	@Nullable Long getId() {
		return this.id;
	}

	String getFirstName() {
		return this.firstName;
	}

	String getLastName() {
		return this.lastName;
	}

	String getDisplayName() {
		return (this.displayName != null) ? this.displayName : fullName();
	}

	String getEmail() {
		return this.email;
	}

	Instant getCreatedAt() {
		return this.createdAt;
	}

}
