// SPDX-License-Identifier: Apache-2.0
package io.migration.sample;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shop over HTTP, on the schema that the migrations have made.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ShopApiTests {

	@LocalServerPort
	private int port;

	private RestTestClient client;

	@BeforeEach
	void connect() {
		this.client = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
	}

	@Test
	void seededCustomerWithoutDisplayNameIsCalledByBothNames() {
		this.client.get()
			.uri("/customers/1")
			.exchangeSuccessfully()
			.expectBody()
			.jsonPath("$.displayName")
			.isEqualTo("Ada Lovelace");
	}

	@Test
	void customerIsAddedAndFound() {
		URI location = post("/customers", """
				{"firstName": "Katherine", "lastName": "Johnson", "email": "Katherine@Example.com"}""");
		this.client.get().uri(location).exchangeSuccessfully().expectBody().json("""
				{"firstName": "Katherine", "lastName": "Johnson", "displayName": "Katherine Johnson",
				 "email": "katherine@example.com"}""").jsonPath("$.createdAt").isNotEmpty();
		this.client.get()
			.uri("/customers")
			.exchangeSuccessfully()
			.expectBody()
			.jsonPath("$[?(@.email == 'katherine@example.com')]")
			.exists();
	}

	@Test
	void customerMayHaveAnotherDisplayName() {
		URI location = post("/customers", """
				{"firstName": "Augusta Ada", "lastName": "King", "displayName": "Ada",
				 "email": "countess@example.com"}""");
		this.client.get().uri(location).exchangeSuccessfully().expectBody().jsonPath("$.displayName").isEqualTo("Ada");
	}

	@Test
	void invalidCustomerIsRefusedFieldByField() {
		refused("/customers", """
				{"firstName": " ", "lastName": "Nobody", "email": "nobody"}""", HttpStatus.BAD_REQUEST)
			.jsonPath("$.errors.length()")
			.isEqualTo(2)
			.jsonPath("$.errors[?(@.field == 'firstName')].message")
			.isEqualTo("must not be blank")
			.jsonPath("$.errors[?(@.field == 'email')].message")
			.isEqualTo("must be a well-formed email address");
	}

	@Test
	void secondCustomerWithSameEmailIsRefused() {
		refused("/customers", """
				{"firstName": "A.", "lastName": "Lovelace", "email": "ADA@example.com"}""", HttpStatus.CONFLICT)
			.jsonPath("$.detail")
			.isEqualTo("There is a customer with this e-mail address");
	}

	@Test
	void unknownCustomerIsNotFound() {
		this.client.get()
			.uri("/customers/4711")
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("There is no customer 4711");
	}

	@Test
	void productsAreFoundWithoutTheirAccents() {
		this.client.get()
			.uri("/products?search=the vert")
			.exchangeSuccessfully()
			.expectBody()
			.jsonPath("$.length()")
			.isEqualTo(1)
			.jsonPath("$[0].name")
			.isEqualTo("Thé vert à la menthe, 100 g");
		this.client.get()
			.uri("/products?search={text}", "CRÈME")
			.exchangeSuccessfully()
			.expectBody()
			.jsonPath("$[0].sku")
			.isEqualTo("COF-001");
	}

	@Test
	void productHasCurrencyOfPlaceholder() {
		post("/products", """
				{"sku": "CUP-001", "name": "Cup", "price": 7.5, "stock": 10}""");
		this.client.get().uri("/products/CUP-001").exchangeSuccessfully().expectBody().json("""
				{"sku": "CUP-001", "name": "Cup", "price": 7.5, "currency": "EUR", "stock": 10}""");
	}

	@Test
	void secondProductWithSameSkuIsRefused() {
		refused("/products", """
				{"sku": "TEA-001", "name": "Another tea", "price": 1, "stock": 1}""", HttpStatus.CONFLICT)
			.jsonPath("$.detail")
			.isEqualTo("There is a product with this SKU");
	}

	@Test
	void orderTakesStockAndCancellationReturnsIt() {
		int stock = stock("COF-002");
		URI location = post("/orders", """
				{"customerId": 2, "lines": [{"sku": "COF-002", "quantity": 2}, {"sku": "COF-001", "quantity": 1}]}""");
		assertThat(stock("COF-002")).isEqualTo(stock - 2);
		this.client.get().uri(location).exchangeSuccessfully().expectBody().json("""
				{"customerId": 2, "status": "PLACED", "total": 53.2, "lines": [
				  {"sku": "COF-001", "name": "Café crème, 500 g", "quantity": 1, "unitPrice": 11.2},
				  {"sku": "COF-002", "name": "Espresso; dark roast, 1 kg", "quantity": 2, "unitPrice": 21.0}]}""");
		move(location, "CANCELLED").expectStatus().isOk().expectBody().jsonPath("$.status").isEqualTo("CANCELLED");
		assertThat(stock("COF-002")).isEqualTo(stock);
	}

	@Test
	void ordersOfCustomerComeWithTheirTotals() {
		post("/orders", """
				{"customerId": 3, "lines": [{"sku": "TEA-001", "quantity": 3}]}""");
		post("/orders", """
				{"customerId": 3, "lines": [{"sku": "TEA-002", "quantity": 1}]}""");
		this.client.get().uri("/customers/3/orders").exchangeSuccessfully().expectBody().json("""
				[{"status": "PLACED", "items": 1, "total": 8.5}, {"status": "PLACED", "items": 3, "total": 44.7}]""");
	}

	@Test
	void orderOfMoreThanThereIsIsRefusedAsAWhole() {
		int stock = stock("TEA-001");
		refused("/orders", """
				{"customerId": 1, "lines": [{"sku": "TEA-001", "quantity": 1}, {"sku": "POT-001", "quantity": 4}]}""",
				HttpStatus.CONFLICT)
			.jsonPath("$.detail")
			.isEqualTo("There is not enough in stock");
		assertThat(stock("TEA-001")).isEqualTo(stock);
	}

	@Test
	void orderOfUnknownProductIsRefused() {
		refused("/orders", """
				{"customerId": 1, "lines": [{"sku": "NIL-000", "quantity": 1}]}""", HttpStatus.NOT_FOUND)
			.jsonPath("$.detail")
			.isEqualTo("There is no product NIL-000");
	}

	@Test
	void invalidOrderIsRefusedFieldByField() {
		refused("/orders", """
				{"customerId": 1, "lines": [{"sku": "TEA-001", "quantity": 1001}]}""", HttpStatus.BAD_REQUEST)
			.jsonPath("$.errors[0].field")
			.isEqualTo("lines[0].quantity")
			.jsonPath("$.errors[0].message")
			.isEqualTo("must be less than or equal to 1000");
	}

	@Test
	void shippedOrderIsNotCancelled() {
		URI location = post("/orders", """
				{"customerId": 1, "lines": [{"sku": "TEA-002", "quantity": 1}]}""");
		move(location, "SHIPPED").expectStatus().isOk();
		move(location, "CANCELLED").expectStatus()
			.isEqualTo(HttpStatus.CONFLICT)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("The order is SHIPPED and cannot become CANCELLED");
	}

	@Test
	void unknownStatusIsRefused() {
		move(URI.create("/orders/1"), "LOST").expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	private URI post(String uri, String body) {
		URI location = this.client.post()
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange()
			.expectStatus()
			.isCreated()
			.returnResult()
			.getResponseHeaders()
			.getLocation();
		assertThat(location).isNotNull();
		return location;
	}

	private RestTestClient.ResponseSpec move(URI order, String status) {
		return this.client.put()
			.uri(order + "/status")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"status\": \"" + status + "\"}")
			.exchange();
	}

	private RestTestClient.BodyContentSpec refused(String uri, String body, HttpStatus status) {
		return this.client.post()
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody();
	}

	@SuppressWarnings("unchecked")
	private int stock(String sku) {
		Map<String, Object> product = this.client.get()
			.uri("/products/" + sku)
			.exchangeSuccessfully()
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody();
		assertThat(product).isNotNull();
		return (int) product.get("stock");
	}

}
