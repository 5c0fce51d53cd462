/**
 * What other rooms' tests share: the contract of a store, and the table of API cases for any
 * transport.
 */
@NullMarked
package dev.gatepost.messages.testkit;

import org.jspecify.annotations.NullMarked;
