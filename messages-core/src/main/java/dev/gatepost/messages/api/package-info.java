/**
 * The HTTP API of the message board, free of any transport. Start at {@link
 * dev.gatepost.messages.api.MessagesApi}.
 */
@NullMarked
package dev.gatepost.messages.api;

import org.jspecify.annotations.NullMarked;
