/** The HTTP door: Matchbox's endpoints and the assets folder. */
package dev.lamplighter.http;
