package dev.lamplighter.render.gotemplate;

/** A Go {@code complex128}, which only a literal like {@code 1i} can make. */
record Complex(double real, double imaginary) {}
