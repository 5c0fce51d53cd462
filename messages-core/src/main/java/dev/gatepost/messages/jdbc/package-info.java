/** Messages in a relational database. */
@NullMarked
package dev.gatepost.messages.jdbc;

import org.jspecify.annotations.NullMarked;
