/** Leases: who holds which address until when. */
package dev.lamplighter.store.lease;
