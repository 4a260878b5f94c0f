package dev.upserter.delivery.http;

import dev.upserter.problem.Product;

/** How requests name the product. */
final class UserAgent {
    static final String VALUE = "customer-upserter/" + Product.version();

    private UserAgent() {}
}
