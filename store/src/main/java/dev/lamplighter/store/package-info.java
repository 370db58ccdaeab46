/** Where things are kept. */
package dev.lamplighter.store;
