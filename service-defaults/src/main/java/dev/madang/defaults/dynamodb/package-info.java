/** The DynamoDB clients with and without DAX. */
@NullMarked
package dev.madang.defaults.dynamodb;

import org.jspecify.annotations.NullMarked;
