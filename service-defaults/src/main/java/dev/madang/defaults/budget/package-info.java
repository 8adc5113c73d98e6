/** What one request may spend on AWS and on other services: time and retries. */
@NullMarked
package dev.madang.defaults.budget;

import org.jspecify.annotations.NullMarked;
