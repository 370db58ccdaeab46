/** The words of HTTP: targets, paths, ranges, dates, media types. Total: no input makes anything here throw. */
package dev.lamplighter.http.packet;
