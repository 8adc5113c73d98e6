/** The listener of the public port: TLS, HTTP/1.1 and HTTP/2, start and graceful shutdown. */
@NullMarked
package dev.madang.gateway.server;

import org.jspecify.annotations.NullMarked;
