/** The message API and its client on one machine. Starts at {@link dev.gatepost.local.Main}. */
@NullMarked
package dev.gatepost.local;

import org.jspecify.annotations.NullMarked;
