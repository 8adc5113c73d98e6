/**
 * Reading the stream of a DynamoDB table: the table is the outbox, each change of an item is told
 * to one listener, in order, at least once.
 */
@NullMarked
package dev.madang.defaults.stream;

import org.jspecify.annotations.NullMarked;
