/**
 * Reads the stream of a DynamoDB table (the outbox): each change of an item is delivered to one
 * listener, in order and at least once.
 */
@NullMarked
package dev.madang.defaults.stream;

import org.jspecify.annotations.NullMarked;
