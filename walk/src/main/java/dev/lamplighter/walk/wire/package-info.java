/** The real wire: an interface of this host. */
package dev.lamplighter.walk.wire;
