package dev.madang.media.catalog;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the catalogue lives.
 *
 * @param table DynamoDB table, keyed by {@code owner} and {@code id}
 */
@ConfigurationProperties("media.catalog")
record CatalogProperties(String table) {}
