/** The boot files inside and the operator's files over them. */
package dev.lamplighter.assets;
