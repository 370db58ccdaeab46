/** Nouns that everybody shares: addresses, machines, groups, profiles, segments, questions and events. No I/O. */
package dev.lamplighter.model;
