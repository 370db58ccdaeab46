/** Records on disk: files that follow each other, written without ever keeping anybody waiting. */
package dev.lamplighter.audit.file;
