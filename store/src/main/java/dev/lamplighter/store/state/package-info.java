/** What is known of machines beside what is declared: from where they boot now, their tokens, and who was seen. */
package dev.lamplighter.store.state;
