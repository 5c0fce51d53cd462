/** What an operator can see of a running server: its access log and its metrics. */
@NullMarked
package dev.gatepost.local.watch;

import org.jspecify.annotations.NullMarked;
