/** OpenPGP signatures of what is served. Bouncy Castle stays inside; its classes are loaded only where a key ring is opened. */
package dev.lamplighter.signing;
