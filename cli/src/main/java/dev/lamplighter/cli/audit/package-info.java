/** {@code lamplighter audit}, and the records that other commands leave for it. */
package dev.lamplighter.cli.audit;
