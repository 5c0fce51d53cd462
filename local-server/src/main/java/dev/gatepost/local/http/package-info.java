/**
 * Web servers for one machine: Javalin over a Jetty that is set to refuse whatever it does not
 * understand. Start at {@link dev.gatepost.local.http.WebServer}.
 */
@NullMarked
package dev.gatepost.local.http;

import org.jspecify.annotations.NullMarked;
