/** What the jar can do besides serving: make a key variable, explain a token. */
@NullMarked
package dev.gatepost.local.tools;

import org.jspecify.annotations.NullMarked;
