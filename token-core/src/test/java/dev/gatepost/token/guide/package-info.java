/**
 * The examples of docs/token-core.md, compiled, run where that is possible, and compared with it.
 */
@NullMarked
package dev.gatepost.token.guide;

import org.jspecify.annotations.NullMarked;
