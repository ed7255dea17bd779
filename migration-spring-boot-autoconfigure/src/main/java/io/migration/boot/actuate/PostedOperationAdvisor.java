// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationArgumentResolver;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * Hands a {@link PostedOperation} to the operation that takes one. The framework puts the
 * variables of the path and the fields of the body into one map, where a field wins over
 * a variable of the same name, and passes over fields that no parameter asks for. Here an
 * unknown field has to be refused, and a body must not choose another operation than the
 * path, which is what access rules look at: the path is taken as an array, which no field
 * can be.
 */
class PostedOperationAdvisor implements OperationInvokerAdvisor {

	static final String PATH = "path";

	private static final int SEGMENTS = 2;

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		boolean posted = operationType == OperationType.WRITE
				&& parameters.stream().anyMatch((parameter) -> parameter.getType() == PostedOperation.class);
		return posted ? (context) -> invoker.invoke(with(context)) : invoker;
	}

	private static InvocationContext with(InvocationContext context) {
		Map<String, @Nullable Object> options = new LinkedHashMap<>(context.getArguments());
		if (!(options.remove(PATH) instanceof String[] path)) {
			throw new InvalidEndpointRequestException("'" + PATH + "' is not an option",
					"Unknown option '" + PATH + "'");
		}
		PostedOperation posted = new PostedOperation(segment(path, 0), segment(path, 1), options);
		SecurityContext security = context.resolveArgument(SecurityContext.class);
		return new InvocationContext((security != null) ? security : SecurityContext.NONE, Map.of(PATH, path),
				OperationArgumentResolver.of(PostedOperation.class, () -> posted), others(context));
	}

	// A path of another length names no operation
	private static String segment(String[] path, int index) {
		return (path.length == SEGMENTS) ? path[index] : "";
	}

	private static OperationArgumentResolver others(InvocationContext context) {
		return new OperationArgumentResolver() {

			@Override
			public boolean canResolve(Class<?> type) {
				return context.canResolve(type);
			}

			@Override
			public <T> @Nullable T resolve(Class<T> type) {
				return context.resolveArgument(type);
			}

		};
	}

}
