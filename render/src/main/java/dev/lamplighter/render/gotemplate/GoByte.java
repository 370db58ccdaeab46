package dev.lamplighter.render.gotemplate;

/** A Go {@code uint8}: what {@code index} takes out of a text. */
record GoByte(int value) {}
