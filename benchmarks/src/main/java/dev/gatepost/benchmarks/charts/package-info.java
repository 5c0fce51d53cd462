/** Drawing what was measured. */
@NullMarked
package dev.gatepost.benchmarks.charts;

import org.jspecify.annotations.NullMarked;
