/** The page in a real browser, against the packaged server in a process of its own. */
@NullMarked
package dev.gatepost.local.browser;

import org.jspecify.annotations.NullMarked;
