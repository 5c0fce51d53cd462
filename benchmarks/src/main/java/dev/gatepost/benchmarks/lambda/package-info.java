/** How a function on Lambda starts. */
@NullMarked
package dev.gatepost.benchmarks.lambda;

import org.jspecify.annotations.NullMarked;
