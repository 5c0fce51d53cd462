/** How often a sender may post, and who the sender is. */
@NullMarked
package dev.gatepost.local.limit;

import org.jspecify.annotations.NullMarked;
