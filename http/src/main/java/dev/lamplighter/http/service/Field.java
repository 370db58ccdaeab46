package dev.lamplighter.http.service;

/** A header field of an answer, printable ASCII. */
public record Field(String name, String value) {}
