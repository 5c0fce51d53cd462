/** Measuring side by side. */
@NullMarked
package dev.gatepost.benchmarks;

import org.jspecify.annotations.NullMarked;
