/** Certificates and keys from PEM files. */
package dev.lamplighter.net.tls;
