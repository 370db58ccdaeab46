/** The history of boots in SQLite: bounded by age and count, and never a reason to wait. */
package dev.lamplighter.store.history;
