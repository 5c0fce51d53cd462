/** Messages and where they are kept. Start at {@link dev.gatepost.messages.MessageBoard}. */
@NullMarked
package dev.gatepost.messages;

import org.jspecify.annotations.NullMarked;
