// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.error;

import java.util.List;
import java.util.Map;

import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers failed requests with problem details (RFC 9457).
 */
@RestControllerAdvice
class ErrorAnswers extends ResponseEntityExceptionHandler {

	private static final Map<String, String> CONSTRAINTS = Map.of( //
			"customers_email_key", "There is a customer with this e-mail address", "products_sku_key",
			"There is a product with this SKU", "products_stock_not_negative", "There is not enough in stock");

	@ExceptionHandler
	ProblemDetail notFound(NotFoundException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail conflict(ConflictException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail changedMeanwhile(OptimisticLockingFailureException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Somebody else has changed it, please try again");
	}

	@ExceptionHandler
	ProblemDetail constraintViolated(DataIntegrityViolationException ex) {
		String constraint = (ex.getCause() instanceof ConstraintViolationException cause) ? cause.getConstraintName()
				: null;
		String detail = (constraint != null) ? CONSTRAINTS.get(constraint) : null;
		if (detail == null) {
			throw ex;
		}
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, detail);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		List<Map<String, @Nullable String>> errors = ex.getFieldErrors().stream().map(this::error).toList();
		ex.getBody().setProperty("errors", errors);
		return handleExceptionInternal(ex, null, headers, status, request);
	}

	private Map<String, @Nullable String> error(FieldError error) {
		return Map.of("field", error.getField(), "message", error.getDefaultMessage());
	}

}
